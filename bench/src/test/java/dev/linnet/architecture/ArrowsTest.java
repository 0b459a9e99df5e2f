package dev.linnet.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may depend on whom, as docs/architecture.md draws it. */
class ArrowsTest {
    private static final JavaClasses LINNET = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.linnet");

    /** The packages that each module may see besides its own and the JDK's. */
    @ParameterizedTest
    @CsvSource({
        "websocket,",
        "protocol, tools.jackson.core",
        "configuration, org.snakeyaml.engine",
        "sensors, com.pi4j org.slf4j",
        "systemd,",
        "agent, dev.linnet.sensors dev.linnet.protocol dev.linnet.websocket dev.linnet.configuration dev.linnet.systemd"
                + " com.pi4j org.tinylog picocli",
        "hub, dev.linnet.protocol dev.linnet.websocket dev.linnet.configuration dev.linnet.systemd"
                + " org.eclipse.paho org.sqlite tools.jackson.core org.tinylog picocli"
    })
    void modulesSeeOnlyWhatTheyList(String module, String others) {
        String own = "dev.linnet." + module + "..";
        String[] allowed = Stream.concat(
                        Stream.of(own, "java..", "javax..", "org.jspecify.annotations.."),
                        others == null
                                ? Stream.empty()
                                : Arrays.stream(others.split(" ")).map(name -> name + ".."))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage(own)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .allowEmptyShould(module.equals("agent"))
                .check(LINNET);
    }

    @Test
    void noModuleDependsOnItselfInACircle() {
        slices().matching("dev.linnet.(*)..").should().beFreeOfCycles().check(LINNET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "sensors", "agent"})
    void partsOfAModuleDoNotDependOnEachOtherInACircle(String module) {
        // The root package is the module's face or its wiring: it knows the parts, and some of them know its types.
        slices().matching("dev.linnet." + module + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(module.equals("agent"))
                .check(LINNET);
    }

    /** The hub's doors (MQTT, web) stand around its devices and its history, and not the other way round. */
    @ParameterizedTest
    @CsvSource({
        "history, device mqtt web command access",
        "device, mqtt web",
        "command, mqtt web",
        "mqtt, web",
        "metrics, device history command mqtt web access config"
    })
    void theHubsInnerPartsDoNotKnowItsDoors(String part, String others) {
        String[] forbidden = Arrays.stream(others.split(" "))
                .map(other -> "dev.linnet.hub." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.linnet.hub." + part + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .check(LINNET);
    }

    /** The engine's cores are fed with bytes and ticks; one package has the sockets, the threads, the clocks. */
    @Test
    void onlyTheTransportTouchesTheOutsideWorld() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.linnet.websocket.compression..",
                        "dev.linnet.websocket.frame..",
                        "dev.linnet.websocket.handshake..",
                        "dev.linnet.websocket.http..",
                        "dev.linnet.websocket.session..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.nio.channels..",
                                "java.util.concurrent..",
                                "java.nio.file..",
                                "javax.net.ssl..",
                                "dev.linnet.websocket.transport..",
                                "dev.linnet.websocket.tls..")
                        .or(belongToAnyOf(Thread.class, Clock.class, Socket.class, ServerSocket.class)))
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis");
        rule.check(LINNET);
    }

    @Test
    void onlyTheTransportDrivesTls() {
        noClasses()
                .that(resideInAnyPackage("dev.linnet.websocket..")
                        .and(not(resideInAnyPackage("dev.linnet.websocket.transport..", "dev.linnet.websocket.tls.."))))
                .should()
                .dependOnClassesThat(belongToAnyOf(SSLEngine.class))
                .check(LINNET);
    }

    /** Each library has one place where it is known. */
    @ParameterizedTest
    @CsvSource({
        "org.eclipse.paho.., dev.linnet.hub.mqtt..",
        "java.sql.., dev.linnet.hub.history.. dev.linnet.hub.access..",
        "org.sqlite.., dev.linnet.hub.history.. dev.linnet.hub.access..",
        "org.snakeyaml.., dev.linnet.configuration..",
        "com.pi4j.., dev.linnet.sensors..",
        "java.lang.foreign.., dev.linnet.sensors.. dev.linnet.systemd.."
    })
    void librariesStayInTheirPlace(String library, String places) {
        List<String> allowed = List.of(places.split(" "));
        noClasses()
                .that(resideInAnyPackage("dev.linnet..")
                        .and(not(resideInAnyPackage(Stream.concat(
                                        allowed.stream(),
                                        Stream.of("dev.linnet.demo..", "dev.linnet.site..", "dev.linnet.agent"))
                                .toArray(String[]::new)))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true)
                .check(LINNET);
    }
}

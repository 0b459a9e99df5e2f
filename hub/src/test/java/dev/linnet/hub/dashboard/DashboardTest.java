package dev.linnet.hub.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linnet.hub.Hub;
import dev.linnet.hub.TestHub;
import dev.linnet.protocol.ChannelDescription;
import dev.linnet.protocol.Gap;
import dev.linnet.protocol.Result;
import dev.linnet.protocol.Status;
import dev.linnet.protocol.Value;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page in a real browser, over a real hub. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is set up before each test
class DashboardTest {
    private static final List<ChannelDescription> CHANNELS = List.of(
            FakeAgent.sensor("temperature", ChannelDescription.Type.NUMBER, "temperature", "Cel"),
            FakeAgent.sensor("door", ChannelDescription.Type.BOOLEAN, "door", ""),
            FakeAgent.actuator("relay", ChannelDescription.Type.BOOLEAN, "switch", null),
            FakeAgent.actuator(
                    "dimmer", ChannelDescription.Type.NUMBER, "brightness", new ChannelDescription.Range(0, 100)));

    private static Browser browser;

    @TempDir
    private Path state;

    private Hub hub;
    private String token;
    private FakeAgent kitchen;

    @BeforeAll
    static void openBrowser() {
        browser = new Browser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @BeforeEach
    void start() throws Exception {
        browser.forgetCookies();
        hub = TestHub.start(state).hub;
        token = hub.credentials().newDeviceToken("kitchen");
        hub.refresh();
        kitchen = new FakeAgent(hub.address(), "kitchen", token, CHANNELS);
    }

    @AfterEach
    void end() {
        assertThat(browser.complaints())
                .as("what the browser complained about")
                .filteredOn(complaint -> !complaint.contains("/live") && !complaint.contains("Failed to load resource"))
                .isEmpty();
        browser.open(URI.create("about:blank"));
        kitchen.close();
        hub.close();
    }

    @Test
    void aLoginLinkLetsABrowserInOnce() throws Exception {
        browser.open(page());
        assertThat(browser.text()).contains("linnet-hub login-link");
        URI link = hub.newLoginLink();
        browser.open(link);
        browser.awaitText("#summary", "1 of 1 device online");
        browser.open(page());
        browser.awaitText("#summary", "1 of 1 device online");
        browser.forgetCookies();
        browser.open(link);
        assertThat(browser.text()).contains("no longer works");
        browser.open(page());
        assertThat(browser.text()).contains("linnet-hub login-link");
    }

    @Test
    void aValueAppearsAndChangesAsItIsRead() throws Exception {
        kitchen.read("temperature", Value.of(21.5));
        browser.open(hub.newLoginLink());
        browser.awaitText(row("temperature") + " .reading", "21.5");
        assertThat(browser.find(row("temperature") + " .unit").getText()).isEqualTo("°C");
        kitchen.read("temperature", Value.of(22.25));
        browser.awaitText(row("temperature") + " .reading", "22.25");
        kitchen.read("door", Value.of(true));
        browser.awaitText(row("door") + " .reading", "open");
    }

    @Test
    void whatWaitsWhatIsLostAndAClockThatIsWrongAreShown() throws Exception {
        browser.open(hub.newLoginLink());
        browser.awaitText(".device .availability", "online");
        assertThat(browser.find(".device .agent").isDisplayed()).isFalse();
        kitchen.say(new Gap("lost", 1, 40, Gap.Cause.FULL, null, null));
        kitchen.say(new Status(Instant.now().plusSeconds(90), 5000, 327_680, 1 << 26, Duration.ofHours(5), 0));
        browser.awaitText(
                ".device .agent", "readings wait (320 KiB), room for 5 h · 40 readings lost · clock 1 min ahead");
    }

    @Test
    void aChannelThatGivesNothingSaysWhyUntilItIsBack() throws Exception {
        kitchen.read("temperature", Value.of(21.5));
        browser.open(hub.newLoginLink());
        browser.awaitText(row("temperature") + " .reading", "21.5");
        kitchen.unavailable(Map.of("temperature", "no answer at 0x76 on bus 1"));
        browser.awaitText(row("temperature") + " .trouble", "unavailable: no answer at 0x76 on bus 1");
        kitchen.read("temperature", Value.of(22));
        kitchen.unavailable(Map.of());
        browser.awaitText(row("temperature") + " .reading", "22");
        browser.awaitElement(
                row("temperature"),
                row -> row.findElements(By.cssSelector(".trouble")).stream().noneMatch(WebElement::isDisplayed));
    }

    @Test
    void aDeviceThatGoesShowsAsOfflineAndItsSwitchesRest() throws Exception {
        browser.open(hub.newLoginLink());
        browser.awaitText(".device .availability", "online");
        kitchen.close();
        browser.awaitText(".device .availability", "offline");
        assertThat(browser.find(row("relay") + " .switch").isEnabled()).isFalse();
    }

    @Test
    void aSwitchShowsWhatTheHardwareSaysAndHowTheCommandEnded() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        kitchen.read("relay", Value.of(false));
        kitchen.behave(command -> {
            asked.countDown();
            await(answer);
            return Result.done(command.id(), command.value());
        });
        browser.open(hub.newLoginLink());
        browser.awaitElement(row("relay") + " .switch", element -> checked(element, "false") && element.isEnabled())
                .click();
        assertThat(asked.await(10, TimeUnit.SECONDS)).as("the command arrives").isTrue();
        browser.awaitText(row("relay") + " .outcome.pending", "setting on");
        assertThat(checked(browser.find(row("relay") + " .switch"), "false"))
                .as("nothing is shown that the hardware has not said")
                .isTrue();
        answer.countDown();
        browser.awaitText(row("relay") + " .outcome.done", "done");
        browser.awaitElement(row("relay") + " .switch", element -> checked(element, "true"));
    }

    @Test
    void aCommandThatDidNotWorkSaysWhy() throws Exception {
        kitchen.read("relay", Value.of(false));
        kitchen.behave(command -> Result.failed(command.id(), "the relay does not answer"));
        browser.open(hub.newLoginLink());
        browser.awaitElement(row("relay") + " .switch", WebElement::isEnabled).click();
        browser.awaitText(row("relay") + " .outcome.failed", "the relay does not answer");
        assertThat(checked(browser.find(row("relay") + " .switch"), "false")).isTrue();
        kitchen.behave(command -> Result.done(command.id(), command.value()));
        WebElement dimmer = browser.find(row("dimmer") + " input");
        dimmer.clear();
        dimmer.sendKeys("40");
        browser.find(row("dimmer") + " form button").click();
        browser.awaitText(row("dimmer") + " .outcome.done", "40");
        browser.awaitText(row("dimmer") + " .reading", "40");
    }

    @Test
    void theHistoryOfAChannelOpensAsAChart() throws Exception {
        for (int i = 0; i < 50; i++) {
            kitchen.read("temperature", Instant.now().minusSeconds(1000 - 20L * i), Value.of(20 + i % 7));
        }
        browser.open(hub.newLoginLink());
        browser.find(row("temperature") + " .spark").click();
        browser.awaitText("#history-title", "temperature");
        browser.awaitElement("#history-chart svg .line", element -> true);
    }

    @Test
    void aHubThatRestartsShowsInABannerUntilItIsBack() throws Exception {
        kitchen.read("temperature", Value.of(5));
        browser.open(hub.newLoginLink());
        browser.awaitText(row("temperature") + " .reading", "5");
        InetSocketAddress address = hub.address();
        kitchen.close();
        hub.close();
        browser.awaitText("#banner", "Connection to the hub lost");
        hub = TestHub.start(state, TestHub.configuration(state).withListen(address)).hub;
        kitchen = new FakeAgent(hub.address(), "kitchen", token, CHANNELS);
        browser.awaitElement("#banner", element -> !element.isDisplayed());
        kitchen.read("temperature", Value.of(6));
        browser.awaitText(row("temperature") + " .reading", "6");
    }

    private URI page() {
        // The name that login links have: a cookie is for one name only.
        return URI.create("http://localhost:" + hub.address().getPort() + "/");
    }

    private static String row(String channel) {
        return "[data-device=kitchen] [data-channel=" + channel + "]";
    }

    private static boolean checked(WebElement element, String value) {
        return value.equals(element.getAttribute("aria-checked"));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

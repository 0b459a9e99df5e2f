package dev.linnet.websocket.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFilesTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "localhost-key.pem, EC",
        "localhost-key-sec1.pem, EC",
        "elsewhere-key-pkcs1.pem, RSA",
        "ed25519-key.pem, EdDSA",
    })
    void readsKeysInEveryForm(String file, String algorithm) throws IOException {
        assertThat(PemFiles.privateKey(TestPems.file(file)).getAlgorithm()).isEqualTo(algorithm);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost.pem, localhost-key.pem",
        "localhost.pem, localhost-key-sec1.pem",
        "elsewhere.pem, elsewhere-key-pkcs1.pem"
    })
    void findsThatKeyAndCertificateBelongTogether(String certificate, String key) throws IOException {
        assertThat(TlsIdentity.load(TestPems.file(certificate), TestPems.file(key))
                        .toString())
                .contains("CN=" + certificate.replace(".pem", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "localhost.pem, elsewhere-key-pkcs1.pem",
        "elsewhere.pem, localhost-key.pem",
        "ca.pem, localhost-key.pem"
    })
    void refusesAKeyOfAnotherCertificate(String certificate, String key) {
        assertThatThrownBy(() -> TlsIdentity.load(TestPems.file(certificate), TestPems.file(key)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("does not belong to the first certificate")
                .hasMessageContaining(certificate);
    }

    @Test
    void readsAChainAndAKeyFromOneFileWithTextBetween() throws IOException {
        Path both = folder.resolve("both.pem");
        Files.writeString(
                both,
                "issued yesterday\r\n"
                        + Files.readString(TestPems.file("localhost-key.pem")).replace("\n", "\r\n")
                        + Files.readString(TestPems.file("localhost.pem"))
                        + "and its authority:\n"
                        + Files.readString(TestPems.file("ca.pem")));

        assertThat(TlsIdentity.load(both, both).chain()).hasSize(2);
    }

    @Test
    void saysWhatIsWrongWithAFileAndWhatToDo() throws IOException {
        Path broken = folder.resolve("broken.pem");
        Files.writeString(broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> PemFiles.certificates(broken))
                .hasMessageContaining("broken.pem: a broken certificate");
        assertThatThrownBy(() -> PemFiles.privateKey(broken)).hasMessageContaining("broken.pem: no private key in it");
        assertThatThrownBy(() -> PemFiles.certificates(TestPems.file("localhost-key.pem")))
                .hasMessageContaining("no certificate in it");
        assertThatThrownBy(() -> PemFiles.privateKey(TestPems.file("encrypted-key.pem")))
                .hasMessageContaining("encrypted; remove its passphrase");
        assertThatThrownBy(() -> PemFiles.certificates(folder.resolve("none.pem")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.pem");
    }

    @Test
    void survivesCutOffKeys() throws IOException {
        for (String name : new String[] {"localhost-key-sec1.pem", "elsewhere-key-pkcs1.pem", "localhost-key.pem"}) {
            String whole = Files.readString(TestPems.file(name));
            int start = whole.lastIndexOf("-----BEGIN");
            String head = whole.substring(start, whole.indexOf('\n', start) + 1);
            String body = whole.substring(start + head.length(), whole.lastIndexOf("-----END"));
            Path cut = folder.resolve("cut.pem");
            for (int length = 0; length < body.length() - 5; length += 4) {
                Files.writeString(cut, head + body.substring(0, length) + "\n" + head.replace("BEGIN", "END"));
                assertThatThrownBy(() -> PemFiles.privateKey(cut))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("cut.pem");
            }
        }
    }
}

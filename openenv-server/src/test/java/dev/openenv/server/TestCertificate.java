package dev.openenv.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for this machine's loopback that the JDK's own keytool makes, with its key, as PEM files. */
record TestCertificate(Path chain, Path key, SSLContext trusting) {

    static TestCertificate make(Path folder, String algorithm) throws Exception {
        var store = folder.resolve(algorithm + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "a",
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-validity",
                        "2",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(algorithm + ".log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        var certificate = keys.getCertificate("a");
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("a", certificate);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return new TestCertificate(
                pem(folder.resolve(algorithm + ".crt"), "CERTIFICATE", certificate.getEncoded()),
                pem(
                        folder.resolve(algorithm + ".key"),
                        "PRIVATE KEY",
                        keys.getKey("a", "changeit".toCharArray()).getEncoded()),
                context);
    }

    private static Path pem(Path file, String kind, byte[] content) throws Exception {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return Files.writeString(
                file,
                "# made by a test\n-----BEGIN " + kind + "-----\n" + encoder.encodeToString(content) + "\n-----END "
                        + kind + "-----\n");
    }
}

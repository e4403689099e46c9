package dev.openenv.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Reads a certificate chain and its private key from PEM files, as certificate authorities hand them out. */
final class PemFiles {

    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");
    private static final Pattern OTHER_KEY = Pattern.compile("-----BEGIN ([A-Z0-9 ]*PRIVATE KEY)-----");

    private PemFiles() {}

    /** A context for servers; throws {@link IllegalArgumentException} that names the file and what is wrong with it. */
    static SSLContext context(Path chainFile, Path keyFile) {
        var chain = chain(chainFile);
        var key = key(keyFile, chain[0]);
        try {
            requirePair(chainFile, chain[0], keyFile, key);
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain);
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, new char[0]);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The certificate of " + chainFile + " cannot be used: " + e, e);
        }
    }

    private static Certificate[] chain(Path file) {
        var text = read(file, "certificate chain");
        if (!text.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IllegalArgumentException(
                    "The certificate chain " + file + " is not PEM: it has no -----BEGIN CERTIFICATE-----");
        }
        try {
            var onlyCertificates = text.substring(text.indexOf("-----BEGIN CERTIFICATE-----"));
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(onlyCertificates.getBytes(StandardCharsets.ISO_8859_1)))
                    .toArray(new Certificate[0]);
            if (!(chain[0] instanceof X509Certificate)) {
                throw new CertificateException("not X.509");
            }
            return chain;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("The certificate chain " + file + " is damaged: " + e.getMessage(), e);
        }
    }

    private static PrivateKey key(Path file, Certificate certificate) {
        var text = read(file, "private key");
        var body = PKCS8.matcher(text);
        if (!body.find()) {
            var other = OTHER_KEY.matcher(text);
            throw new IllegalArgumentException("The private key " + file + " "
                    + (other.find()
                            ? "is a " + other.group(1) + "; needed is an unencrypted PKCS#8 PRIVATE KEY: "
                                    + "openssl pkcs8 -topk8 -nocrypt -in OLD -out NEW"
                            : "is not PEM: it has no -----BEGIN PRIVATE KEY-----"));
        }
        var algorithm = certificate.getPublicKey().getAlgorithm();
        try {
            var encoded = Base64.getMimeDecoder().decode(body.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException(
                    "The private key " + file + " is damaged, or no " + algorithm + " key as its certificate says", e);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("The private key " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requirePair(Path chainFile, Certificate certificate, Path keyFile, PrivateKey key)
            throws GeneralSecurityException {
        var algorithm =
                key instanceof RSAKey ? "SHA256withRSA" : key instanceof ECKey ? "SHA256withECDSA" : key.getAlgorithm();
        var signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update((byte) 1);
        var verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update((byte) 1);
        if (!verifier.verify(signer.sign())) {
            throw new IllegalArgumentException(
                    "The private key " + keyFile + " does not belong to the first certificate of " + chainFile);
        }
    }

    private static String read(Path file, String what) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("The " + what + " " + file + " does not exist", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The " + what + " " + file + " cannot be read: " + e, e);
        }
    }
}

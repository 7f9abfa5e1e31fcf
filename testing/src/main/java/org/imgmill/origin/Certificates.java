package org.imgmill.origin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// TLS identities good and bad, made by the JDK's keytool when a test needs them.
public final class Certificates {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path file;
    private final KeyStore all;

    /// @param folder to keep the keys in
    public Certificates(Path folder) {
        file = folder.resolve("keys.p12");
        make("authority", "-ext", "bc:c", "-dname", "CN=authority");
        make(
                "valid",
                "-signer",
                "authority",
                "-ext",
                "san=dns:localhost,dns:img.example.com,ip:127.0.0.1");
        make(
                "expired",
                "-signer",
                "authority",
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "-2d",
                "-validity",
                "1");
        make("intermediate", "-signer", "authority", "-ext", "bc:c", "-dname", "CN=intermediate");
        make(
                "chained",
                "-signer",
                "intermediate",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "aia=caIssuers:uri:http://127.0.0.1/intermediate.crt");
        make("elsewhere", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
        make("selfsigned", "-ext", "san=ip:127.0.0.1");
        try (InputStream in = Files.newInputStream(file)) {
            all = KeyStore.getInstance("PKCS12");
            all.load(in, PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For a server that shows one of: valid, chained, expired, elsewhere, selfsigned.
    public SSLContext server(String alias) {
        return server(alias, Integer.MAX_VALUE);
    }

    /// @param sent how many certificates of its chain the server sends
    public SSLContext server(String alias, int sent) {
        try {
            Certificate[] chain = all.getCertificateChain(alias);
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            one.setKeyEntry(
                    alias,
                    all.getKey(alias, PASSWORD),
                    PASSWORD,
                    Arrays.copyOf(chain, Math.min(sent, chain.length)));
            KeyManagerFactory keys =
                    KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The authority, and nobody else.
    public KeyStore trusted() {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", all.getCertificate("authority"));
            return trusted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make(String alias, String... more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
        command.addAll(List.of(more));
        if (!command.contains("-dname")) {
            command.addAll(List.of("-dname", "CN=" + alias));
        }
        try {
            Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = keytool.getInputStream().readAllBytes();
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(new String(said, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

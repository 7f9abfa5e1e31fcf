package org.imgmill.fetch;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Trusts whom the JDK trusts, and tells an incomplete chain from one that leads nowhere. Browsers
/// fetch missing certificates from the address in the certificate; we do not, because a stranger
/// chose that address.
final class ChainTrust extends X509ExtendedTrustManager {

    /// Says where the certificates of the issuer are (RFC 5280, section 4.2.2.1): the access method
    /// caIssuers, 1.3.6.1.5.5.7.48.2, as DER writes it.
    private static final String ISSUERS_ARE_AT =
            new String(
                    new byte[] {6, 8, 0x2B, 6, 1, 5, 5, 7, 0x30, 2}, StandardCharsets.ISO_8859_1);

    private static final String INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

    private final X509ExtendedTrustManager jdk;

    private ChainTrust(X509ExtendedTrustManager jdk) {
        this.jdk = jdk;
    }

    /// A certificate whose issuers were not sent with it.
    static final class Incomplete extends CertificateException {
        private Incomplete(CertificateException cause) {
            super(cause);
        }
    }

    /// @param authorities to trust; null: those of the JDK
    static SSLSocketFactory sockets(@Nullable KeyStore authorities) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            var managers = trust.getTrustManagers();
            for (int i = 0; i < managers.length; i++) {
                if (managers[i] instanceof X509ExtendedTrustManager jdk) {
                    managers[i] = new ChainTrust(jdk);
                }
            }
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        try {
            jdk.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw isIncomplete(chain) ? new Incomplete(e) : e;
        }
    }

    /// Whether an issuer is missing from both chain and JDK, and its address is known.
    private boolean isIncomplete(X509Certificate[] chain) {
        Set<String> known =
                Stream.concat(Arrays.stream(chain), Arrays.stream(jdk.getAcceptedIssuers()))
                        .map(certificate -> certificate.getSubjectX500Principal().getName())
                        .collect(Collectors.toSet());
        return Arrays.stream(chain)
                .anyMatch(
                        certificate ->
                                !known.contains(certificate.getIssuerX500Principal().getName())
                                        && saysWhereIssuersAre(certificate));
    }

    private static boolean saysWhereIssuersAre(X509Certificate certificate) {
        byte[] access = certificate.getExtensionValue(INFORMATION_ACCESS);
        return access != null
                && new String(access, StandardCharsets.ISO_8859_1).contains(ISSUERS_ARE_AT);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        jdk.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        jdk.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        jdk.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        jdk.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        jdk.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return jdk.getAcceptedIssuers();
    }
}

package org.imgmill.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Serves photographs on loopback, each under as many addresses as a catalogue needs.
interface Origin extends AutoCloseable {

    /// nginx where it is installed, else the JDK's server.
    ///
    /// @param folder for what nginx needs
    static Origin of(List<byte[]> photos, Path folder) throws IOException {
        return NginxOrigin.isInstalled()
                ? NginxOrigin.start(photos, folder)
                : new PhotoOrigin(photos);
    }

    int port();

    List<byte[]> photos();

    /// @param round makes the addresses new, so that nothing is known from before
    default byte[] catalogue(int images, int round) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int i = 0; i < images; i++) {
            csv.append(i + 1).append(",Product ").append(i).append(",\"http://127.0.0.1:");
            csv.append(port()).append('/').append(i % photos().size()).append(".jpg?round=");
            csv.append(round).append("&image=").append(i).append("\"\n");
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Bytes of so many images.
    default long bytes(int images) {
        long sum = 0;
        for (int i = 0; i < images; i++) {
            sum += photos().get(i % photos().size()).length;
        }
        return sum;
    }

    @Override
    void close() throws IOException;
}

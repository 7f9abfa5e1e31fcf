package org.imgmill.bench;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Photographs from files, by an nginx of our own.
final class NginxOrigin implements Origin {

    private final Process process;
    private final int port;
    private final List<byte[]> photos;

    private NginxOrigin(Process process, int port, List<byte[]> photos) {
        this.process = process;
        this.port = port;
        this.photos = photos;
    }

    static boolean isInstalled() {
        return programs().anyMatch(Files::isExecutable);
    }

    private static Stream<Path> programs() {
        var path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "nginx"));
    }

    static NginxOrigin start(List<byte[]> photos, Path folder) throws IOException {
        var root = Files.createDirectories(folder.resolve("nginx"));
        for (int i = 0; i < photos.size(); i++) {
            Files.write(root.resolve(i + ".jpg"), photos.get(i));
        }
        int port = ImgmillServer.freePort();
        var configuration = Files.writeString(root.resolve("conf"), configuration(root, port));
        var program = programs().filter(Files::isExecutable).findFirst().orElseThrow();
        var process =
                new ProcessBuilder(program.toString(), "-c", configuration.toString())
                        .inheritIO()
                        .start();
        var origin = new NginxOrigin(process, port, photos);
        origin.awaitFirstConnection();
        return origin;
    }

    private static String configuration(Path root, int port) {
        return """
            daemon off;
            user root; # of no meaning unless root starts it
            worker_processes 1;
            pid %1$s/pid;
            error_log %1$s/log;
            events { worker_connections 1024; }
            http {
              access_log off;
              sendfile on;
              keepalive_requests 1000000;
              types { image/jpeg jpg; }
              client_body_temp_path %1$s/body;
              proxy_temp_path %1$s/proxy;
              fastcgi_temp_path %1$s/fastcgi;
              uwsgi_temp_path %1$s/uwsgi;
              scgi_temp_path %1$s/scgi;
              server { listen 127.0.0.1:%2$d; root %1$s; }
            }
            """
                .formatted(root, port);
    }

    private void awaitFirstConnection() throws IOException {
        while (process.isAlive()) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IOException("nginx did not start");
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public List<byte[]> photos() {
        return photos;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

package org.imgmill.testing;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;

/// A multipart/form-data body, as a browser or curl would send it.
public final class Form {

    private static final String BOUNDARY = "----imgmill-test-boundary";

    private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

    public Form field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
    }

    public Form file(String name, String fileName, String content) {
        return file(name, fileName, content.getBytes(StandardCharsets.UTF_8));
    }

    public Form file(String name, String fileName, byte[] content) {
        return part(
                "form-data; name=\"" + name + "\"; filename=\"" + fileName + "\"",
                "Content-Type: application/octet-stream\r\n",
                content);
    }

    private Form part(String disposition, String headers, byte[] content) {
        parts.writeBytes(
                ("--"
                                + BOUNDARY
                                + "\r\nContent-Disposition: "
                                + disposition
                                + "\r\n"
                                + headers
                                + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        parts.writeBytes(content);
        parts.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /// As a request of its own.
    public HttpRequest to(URI uri) {
        return HttpRequest.newBuilder(uri)
                .header("Content-Type", contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body()))
                .build();
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] body() {
        var all = new ByteArrayOutputStream();
        all.writeBytes(parts.toByteArray());
        all.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return all.toByteArray();
    }
}

package org.imgmill.looks;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Server;

/// Pictures that an origin has, put through the server as one batch; what becomes of them is at the
/// origin as well.
final class ThroughServer {

    private final Server server = Server.shared();
    private final Origin origin;

    /// @param path where the origin has it
    record Input(String name, String path, byte[] bytes) {}

    record Output(String format, String path, String detail, boolean kept) {}

    ThroughServer(Origin origin) {
        this.origin = origin;
    }

    /// Through the server; what it stored, by the path of the input.
    Map<String, Output> process(List<Input> inputs, String run, String... fields) {
        var csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (Input input : inputs) {
            serve(input.path(), input.bytes(), "application/octet-stream");
            csv.append("%d,x,%s\n".formatted(csv.length(), origin.url(input.path())));
        }
        String id = server.run(csv.toString(), fields).get("id").asString();
        var outputs = new HashMap<String, Output>();
        for (var image :
                Server.json(server.get("/v1/batches/" + id + "/images?limit=1000").body())
                        .get("data")) {
            if (image.get("status").asString().equals("stored")) {
                var file =
                        server.getBytes(URI.create(image.get("output_url").asString()).getPath());
                String path = "/out/" + run + "/" + outputs.size();
                serve(path, file.body(), file.headers().firstValue("Content-Type").orElseThrow());
                String input = image.get("url").asString().substring(origin.url("").length());
                outputs.put(
                        input,
                        new Output(
                                image.get("format").asString(),
                                path,
                                image.get("detail").asString(""),
                                image.get("bytes_in").asInt() <= image.get("bytes_out").asInt()));
            }
        }
        return outputs;
    }

    /// To the server and the browser alike; the browser does not guess what it is.
    private void serve(String path, byte[] body, String type) {
        String named = type.startsWith("image/") ? type : type(body);
        origin.play(
                path, (_, reply) -> reply.respond(200, "Content-Type: " + named + "\r\n", body));
    }

    private static String type(byte[] body) {
        return switch (body[0] & 0xFF) {
            case 0x89 -> "image/png";
            case 'G' -> "image/gif";
            case 'R' -> "image/webp";
            case 0 -> "image/avif";
            default -> "image/jpeg";
        };
    }
}

package org.imgmill.auth;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.imgmill.testing.Form;
import org.imgmill.testing.Server;
import tools.jackson.databind.JsonNode;

/// A server that asks for keys and limits what each may have, for all tests that need one.
public final class Keyed {

    public static final String ADMIN = "an-admin-key-from-the-settings";
    public static final int UPLOADS = 4;
    public static final int IMAGES = 6;
    public static final int BATCHES = 2;

    private static final String HEADER = "S. No.,Product Name,Input Image Urls\n";

    private Keyed() {}

    private static final class Started {
        private static final Server SERVER =
                Server.start(
                        "--imgmill.auth.admin-key=" + ADMIN,
                        "--imgmill.auth.failed-tries=3",
                        "--imgmill.cors.origins=http://localhost:5173",
                        "--imgmill.limits.uploads-per-minute=" + UPLOADS,
                        "--imgmill.limits.images-per-day=" + IMAGES,
                        "--imgmill.limits.concurrent-batches=" + BATCHES);
    }

    public static Server server() {
        return Started.SERVER;
    }

    /// @param headers names and values, one after the other
    public static HttpResponse<String> call(
            String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(server().url(path)))
                        .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return server().send(request.build());
    }

    public static HttpResponse<String> get(String key, String path) {
        return call("GET", path, "", "X-API-Key", key);
    }

    public static HttpResponse<String> upload(String key, String path, String... urls) {
        var csv = HEADER + "1,Mug,\"" + String.join(",", List.of(urls)) + "\"\n";
        return server().send(new Form().file("file", "products.csv", csv), path, "X-API-Key", key);
    }

    /// A new key's text.
    public static String key(String... scopes) {
        var answer =
                call(
                        "POST",
                        "/v1/keys",
                        "{\"name\": \"test\", \"scopes\": [\"%s\"]}"
                                .formatted(String.join("\", \"", scopes)),
                        "X-API-Key",
                        ADMIN);
        return Server.json(answer.body()).get("key").asString();
    }

    /// What is answered to whoever makes a key with limits of its own.
    public static JsonNode limited(String limits) {
        var body = "{\"name\": \"limited\", \"limits\": %s}".formatted(limits);
        return Server.json(call("POST", "/v1/keys", body, "X-API-Key", ADMIN).body());
    }
}

package org.imgmill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/// Speaks to the server that this command started, the way any other client would.
final class ServerClient {

    private final String base;
    private final RestClient http;

    private ServerClient(String base) {
        this.base = base;
        this.http =
                RestClient.builder()
                        .baseUrl(base)
                        .requestFactory(new JdkClientHttpRequestFactory())
                        .build();
    }

    static ServerClient of(ApplicationContext server) {
        var port = server.getEnvironment().getRequiredProperty("local.server.port");
        return new ServerClient("http://localhost:" + port);
    }

    String base() {
        return base;
    }

    byte[] get(String path) {
        var body = http.get().uri(path).retrieve().body(byte[].class);
        return body == null ? new byte[0] : body;
    }

    void save(String path, Path file) {
        http.get()
                .uri(path)
                .exchange(
                        (request, answer) -> {
                            Files.copy(answer.getBody(), file);
                            return file;
                        });
    }

    BatchAnswer upload(Resource catalogue, Map<String, String> recipe) {
        var parts = new LinkedMultiValueMap<String, Object>();
        parts.add("file", catalogue);
        recipe.forEach(parts::add);
        return answer(
                http.post()
                        .uri("/v1/batches")
                        .contentType(MediaType.MULTIPART_FORM_DATA)
                        .body(parts)
                        .retrieve()
                        .body(BatchAnswer.class));
    }

    BatchAnswer batch(String id) {
        return answer(http.get().uri("/v1/batches/{id}", id).retrieve().body(BatchAnswer.class));
    }
}

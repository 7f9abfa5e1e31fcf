package org.imgmill.api.docs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.imgmill.refusals.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/// Lays openapi.yaml over what springdoc found in the code: the paths, parameters and schemas are
/// the code's, the words, forms, examples and errors are the file's.
///
/// Beside OpenAPI the file has two words of its own at an operation: `x-problems` lists the codes
/// of the problems it answers with, and `x-like` names another path whose texts it shares.
///
/// Long: one walk over the document, and its parts say nothing without each other.
final class LayOver {

    /// Types that springdoc takes for bodies, though they only send one.
    private static final Set<String> STREAMS = Set.of("SseEmitter", "StreamingResponseBody");

    private static final String OWN = "/v1/";

    /// Decided before an operation is reached: who asks, from where, and for what form of answer.
    private static final List<ProblemType> EVERYWHERE =
            List.of(
                    ProblemType.UNAUTHORIZED,
                    ProblemType.INSUFFICIENT_SCOPE,
                    ProblemType.FOREIGN_HOST,
                    ProblemType.NOT_ACCEPTABLE,
                    ProblemType.TOO_MANY_TRIES);

    private static final String PROBLEM = "application/problem+json";

    private final OpenAPI texts;

    LayOver(OpenAPI texts) {
        this.texts = texts;
    }

    void on(OpenAPI document, String base) {
        document.setInfo(texts.getInfo());
        document.setTags(texts.getTags());
        document.setExtensions(texts.getExtensions());
        document.setServers(List.of(new Server().url(base)));
        document.setSecurity(texts.getSecurity());
        document.setWebhooks(webhooks());
        document.getComponents().setSecuritySchemes(texts.getComponents().getSecuritySchemes());
        texts.getComponents().getSchemas().forEach(document.getComponents()::addSchemas);
        document.getComponents().getSchemas().keySet().removeAll(STREAMS);
        WordSchemas.fillIn(document);
        document.setPaths(inOrder(document.getPaths()));
        document.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) -> {
                                                    var text = text(path, method.name());
                                                    if (text != null) {
                                                        lay(text, operation, path);
                                                    }
                                                }));
        TidySchemas.in(document);
    }

    /// With their parameters in place: generators look no further.
    private Map<String, PathItem> webhooks() {
        var known = texts.getComponents().getParameters();
        texts.getWebhooks().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .forEach(
                        operation ->
                                operation
                                        .getParameters()
                                        .replaceAll(
                                                parameter ->
                                                        parameter.get$ref() == null
                                                                ? parameter
                                                                : known.get(
                                                                        parameter
                                                                                .get$ref()
                                                                                .replaceFirst(
                                                                                        ".*/",
                                                                                        ""))));
        return texts.getWebhooks();
    }

    /// In the order of the file.
    private Paths inOrder(Paths found) {
        var ordered = new Paths();
        for (var path : texts.getPaths().keySet()) {
            if (found.containsKey(path)) {
                ordered.addPathItem(path, found.get(path));
            }
        }
        found.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private @Nullable Operation text(String path, String method) {
        var item = texts.getPaths().get(path);
        if (item == null) {
            return null;
        }
        var text = item.readOperationsMap().get(PathItem.HttpMethod.valueOf(method));
        if (text != null && extension(text, "x-like") instanceof String other) {
            var like = text(other, method);
            if (like != null) {
                text.setRequestBody(
                        text.getRequestBody() == null
                                ? like.getRequestBody()
                                : text.getRequestBody());
                text.setParameters(
                        text.getParameters() == null ? like.getParameters() : text.getParameters());
                text.setResponses(
                        text.getResponses() == null ? like.getResponses() : text.getResponses());
            }
        }
        return text;
    }

    private static void lay(Operation text, Operation operation, String path) {
        operation.setTags(text.getTags());
        operation.setSummary(text.getSummary());
        operation.setDescription(text.getDescription());
        operation.setOperationId(id(operation, text));
        if (text.getRequestBody() != null) {
            operation.setRequestBody(text.getRequestBody());
        }
        for (var parameter :
                text.getParameters() == null ? List.<Parameter>of() : text.getParameters()) {
            lay(parameter, operation);
        }
        operation.setSecurity(text.getSecurity());
        operation.setResponses(responses(text, operation.getResponses()));
        problems(text, operation, path.startsWith(OWN) ? EVERYWHERE : List.of());
    }

    private static String id(Operation operation, Operation text) {
        return text.getOperationId() == null ? operation.getOperationId() : text.getOperationId();
    }

    private static void lay(Parameter text, Operation operation) {
        var all =
                operation.getParameters() == null
                        ? new ArrayList<Parameter>()
                        : new ArrayList<>(operation.getParameters());
        for (var parameter : all) {
            if (parameter.getName().equals(text.getName())) {
                parameter.setDescription(text.getDescription());
                parameter.setExample(text.getExample());
                if (text.getSchema() != null) {
                    parameter.setSchema(text.getSchema());
                }
                return;
            }
        }
        all.add(text);
        operation.setParameters(all);
    }

    /// The file's statuses; the schema of a body is the code's unless the file has one.
    private static ApiResponses responses(Operation text, @Nullable ApiResponses found) {
        var all = new ApiResponses();
        text.getResponses()
                .forEach(
                        (status, response) -> {
                            var code = found == null ? null : body(found, status);
                            all.addApiResponse(status, withSchema(response, code));
                        });
        return all;
    }

    /// springdoc knows one answer for each type, most often as 200.
    private static @Nullable Schema<?> body(ApiResponses found, String status) {
        var response = found.containsKey(status) ? found.get(status) : found.get("200");
        if (response == null || response.getContent() == null || !status.startsWith("2")) {
            return null;
        }
        return response.getContent().values().stream()
                .map(MediaType::getSchema)
                .filter(schema -> schema != null && schema.get$ref() != null)
                .findFirst()
                .orElse(null);
    }

    private static ApiResponse withSchema(ApiResponse text, @Nullable Schema<?> schema) {
        var response =
                new ApiResponse().description(text.getDescription()).headers(text.getHeaders());
        if (text.getContent() != null) {
            var content = new Content();
            text.getContent()
                    .forEach(
                            (type, media) -> {
                                if (media.getSchema() == null && schema != null) {
                                    media.setSchema(schema);
                                }
                                content.addMediaType(type, media);
                            });
            response.setContent(content);
        }
        return response;
    }

    /// @param more what may happen to every operation of its kind
    private static void problems(Operation text, Operation operation, List<ProblemType> more) {
        if (!(extension(text, "x-problems") instanceof List<?> codes)) {
            return;
        }
        var byStatus = new LinkedHashMap<HttpStatus, List<ProblemType>>();
        var named = codes.stream().map(code -> ProblemType.of(code.toString()));
        for (var type : Stream.concat(named, more.stream()).distinct().toList()) {
            byStatus.computeIfAbsent(type.status(), _ -> new ArrayList<>()).add(type);
        }
        byStatus.put(HttpStatus.INTERNAL_SERVER_ERROR, List.of(ProblemType.INTERNAL));
        byStatus.forEach(
                (status, types) ->
                        operation
                                .getResponses()
                                .addApiResponse(Integer.toString(status.value()), answer(types)));
    }

    private static ApiResponse answer(List<ProblemType> types) {
        var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        var sentences = new ArrayList<String>();
        for (var type : types) {
            sentences.add("- `%s`: %s".formatted(type.code(), type.sentence()));
            media.addExamples(type.code(), new Example().value(example(type)));
        }
        return new ApiResponse()
                .description(String.join("\n", sentences))
                .content(new Content().addMediaType(PROBLEM, media));
    }

    private static Map<String, Object> example(ProblemType type) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/docs/problems#" + type.code());
        body.put("title", type.status().getReasonPhrase());
        body.put("status", type.status().value());
        body.put("detail", type.sentence().replace("`", ""));
        body.put("code", type.code());
        if (type == ProblemType.INVALID_CATALOGUE) {
            body.put(
                    "errors",
                    List.of(
                            Map.of(
                                    "line",
                                    3,
                                    "column",
                                    "S. No.",
                                    "code",
                                    "missing_serial",
                                    "message",
                                    "The cell is empty. Every product needs a whole number.")));
            body.put("total_errors", 1);
        }
        return body;
    }

    private static @Nullable Object extension(Operation operation, String name) {
        return operation.getExtensions() == null ? null : operation.getExtensions().get(name);
    }
}

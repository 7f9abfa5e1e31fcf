import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client for imgmill in one file, with nothing but Java 17 or newer.
 *
 * <pre>
 * var server = new Imgmill("https://images.example.com", "im_...");
 * var batch = server.uploadAndWait(Path.of("products.csv"), Map.of("quality", 60));
 * server.save(batch.id(), "results.csv", Path.of("products-results.csv"));
 * </pre>
 */
public final class Imgmill {

    private static final Set<String> ENDED =
            Set.of("completed", "completed_with_errors", "failed", "cancelled");
    private static final int TRIES = 4;
    private static final int LONGEST_WAIT_SECONDS = 60;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
    private final String base;
    private final String key;

    /** A server, and the key to it, or null where it wants none. */
    public Imgmill(String url, String key) {
        this.base = URI.create(url).toString().replaceAll("/+$", "");
        this.key = key;
    }

    /** What the server refused: the code is for programs, the message for people. */
    public static final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int status;
        private final transient Map<String, Object> problem;

        private Refusal(int status, Map<String, Object> problem) {
            super(String.valueOf(problem.getOrDefault("detail", "refused with " + status)));
            this.status = status;
            this.problem = problem;
        }

        public int status() {
            return status;
        }

        public String code() {
            return String.valueOf(problem.getOrDefault("code", ""));
        }

        /** All that the server said, with the {@code errors} of a catalogue line by line. */
        public Map<String, Object> problem() {
            return problem;
        }
    }

    /** A batch as the server shows it; {@code json} has every field. */
    public record Batch(Map<String, Object> json) {

        public String id() {
            return String.valueOf(json.get("id"));
        }

        public String status() {
            return String.valueOf(json.get("status"));
        }

        public boolean hasEnded() {
            return ENDED.contains(status());
        }

        /** One of total, processed, stored, failed, distinct. */
        public long count(String name) {
            return ((Number) ((Map<?, ?>) json.get("counts")).get(name)).longValue();
        }

        public double percentage() {
            return ((Number) json.get("completion_percentage")).doubleValue();
        }
    }

    /** Hands a file in, whatever its size. Fields: quality, format, max_width, name, ... */
    public Batch upload(Path catalogue, Map<String, ?> fields) throws IOException {
        var boundary = UUID.randomUUID().toString();
        var head = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        head.append(
                                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                        .formatted(boundary, name, text(value))));
        head.append(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                        .formatted(
                                boundary,
                                catalogue.getFileName().toString().replace("\"", "%22")));
        var body =
                BodyPublishers.concat(
                        BodyPublishers.ofString(head.toString()),
                        BodyPublishers.ofFile(catalogue),
                        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return upload("multipart/form-data; boundary=" + boundary, body);
    }

    /**
     * Hands in a list such as {@code List.of(Map.of("id", "mug", "url", "https://..."))}. More:
     * recipe, webhooks, name, priority.
     */
    public Batch uploadList(List<Map<String, String>> images, Map<String, ?> more)
            throws IOException {
        var whole = new LinkedHashMap<String, Object>(more);
        whole.put("images", images);
        return upload("application/json", BodyPublishers.ofString(Json.write(whole)));
    }

    private Batch upload(String type, BodyPublisher body) throws IOException {
        // The same upload again, should the answer get lost, makes no second batch.
        var once = UUID.randomUUID().toString();
        return batch(
                ask(
                        "/v1/batches",
                        request ->
                                request.header("Content-Type", type)
                                        .header("Idempotency-Key", once)
                                        .POST(body)));
    }

    public Batch batch(String id) throws IOException {
        return batch(ask("/v1/batches/" + id, request -> request));
    }

    /** Waits until the batch has ended; progress hears of it each time it is asked for. */
    public Batch await(String id, Consumer<Batch> progress) throws IOException {
        for (; ; ) {
            var batch = batch(id);
            progress.accept(batch);
            if (batch.hasEnded()) {
                return batch;
            }
            pause(1);
        }
    }

    public Batch uploadAndWait(Path catalogue, Map<String, ?> fields) throws IOException {
        return await(upload(catalogue, fields).id(), batch -> {});
    }

    /** Writes results.csv, results.zip or errors.csv of a batch to a file. */
    public void save(String id, String what, Path file) throws IOException {
        var answer = ask("/v1/batches/" + id + "/" + what, request -> request);
        try (var in = answer.body()) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Whether a delivery was signed with the secret of its webhook (whsec_...), lately.
     *
     * @param header what a header of the delivery holds, by its name
     */
    public static boolean isOurs(String secret, UnaryOperator<String> header, byte[] body) {
        var sent = text(header.apply("webhook-timestamp"));
        if (!sent.matches("\\d{1,12}")
                || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(sent)) > 300) {
            return false;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(
                    new SecretKeySpec(
                            Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")),
                            "HmacSHA256"));
            mac.update(
                    (text(header.apply("webhook-id")) + "." + sent + ".")
                            .getBytes(StandardCharsets.UTF_8));
            var wanted = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
            for (var given : text(header.apply("webhook-signature")).split(" ")) {
                if (MessageDigest.isEqual(
                        wanted.getBytes(StandardCharsets.UTF_8),
                        given.getBytes(StandardCharsets.UTF_8))) {
                    return true;
                }
            }
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof List
                ? Json.write(value)
                : value == null ? "" : value.toString();
    }

    private static Batch batch(HttpResponse<InputStream> answer) throws IOException {
        try (var in = answer.body()) {
            return new Batch(Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    /** Tries again what may be tried again: no answer, 429 and 503. */
    private HttpResponse<InputStream> ask(
            String path, UnaryOperator<HttpRequest.Builder> with) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path));
        if (key != null) {
            request.header("X-API-Key", key);
        }
        var ready = with.apply(request).build();
        for (int left = TRIES - 1; ; left--) {
            HttpResponse<InputStream> answer;
            try {
                answer = http.send(ready, BodyHandlers.ofInputStream());
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
                pause(1);
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            if (answer.statusCode() < 400) {
                return answer;
            }
            var problem = problem(answer);
            boolean later =
                    answer.statusCode() == 429
                            || answer.statusCode() == 503
                            || "idempotency_key_in_use".equals(problem.get("code"));
            var wait = answer.headers().firstValue("Retry-After").orElse("");
            if (left > 0
                    && later
                    && wait.matches("\\d{1,4}")
                    && Integer.parseInt(wait) <= LONGEST_WAIT_SECONDS) {
                pause(Integer.parseInt(wait));
                continue;
            }
            throw new Refusal(answer.statusCode(), problem);
        }
    }

    private static Map<String, Object> problem(HttpResponse<InputStream> answer)
            throws IOException {
        try (var in = answer.body()) {
            return Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notOurs) {
            return Map.of("detail", "refused with " + answer.statusCode());
        }
    }

    private static void pause(int seconds) throws IOException {
        try {
            Thread.sleep(seconds * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** As much JSON as this needs: objects are maps, lists are lists, numbers are doubles. */
    static final class Json {

        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Map<String, Object> object(String text) {
            var json = new Json(text);
            if (json.value() instanceof Map<?, ?> map) {
                var object = new LinkedHashMap<String, Object>();
                map.forEach((name, value) -> object.put(name.toString(), value));
                return object;
            }
            throw new IllegalArgumentException("no JSON object: " + text);
        }

        private Object value() {
            switch (next()) {
                case '{' -> {
                    var object = new LinkedHashMap<String, Object>();
                    at++;
                    while (next() != '}') {
                        var name = string();
                        expect(':');
                        object.put(name, value());
                        comma('}');
                    }
                    at++;
                    return object;
                }
                case '[' -> {
                    var list = new ArrayList<Object>();
                    at++;
                    while (next() != ']') {
                        list.add(value());
                        comma(']');
                    }
                    at++;
                    return list;
                }
                case '"' -> {
                    return string();
                }
                default -> {
                    return word();
                }
            }
        }

        private Object word() {
            int from = at;
            while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0
                    || at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
                at++;
            }
            var word = text.substring(from, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> Double.valueOf(word);
            };
        }

        private String string() {
            expect('"');
            var string = new StringBuilder();
            for (char c = read(); c != '"'; c = read()) {
                if (c != '\\') {
                    string.append(c);
                    continue;
                }
                char escaped = read();
                switch (escaped) {
                    case 'b' -> string.append('\b');
                    case 'f' -> string.append('\f');
                    case 'n' -> string.append('\n');
                    case 'r' -> string.append('\r');
                    case 't' -> string.append('\t');
                    case 'u' -> {
                        if (at + 4 > text.length()) {
                            throw new IllegalArgumentException("JSON that ends in a character");
                        }
                        string.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                        at += 4;
                    }
                    default -> string.append(escaped);
                }
            }
            return string.toString();
        }

        private void comma(char end) {
            if (next() == ',') {
                at++;
            } else if (next() != end) {
                throw new IllegalArgumentException("no JSON at " + at + ": " + text);
            }
        }

        private void expect(char c) {
            if (next() != c) {
                throw new IllegalArgumentException("no JSON at " + at + ": " + text);
            }
            at++;
        }

        private char next() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (at == text.length()) {
                throw new IllegalArgumentException("JSON that is cut off: " + text);
            }
            return text.charAt(at);
        }

        private char read() {
            if (at == text.length()) {
                throw new IllegalArgumentException("JSON that is cut off: " + text);
            }
            return text.charAt(at++);
        }

        static String write(Object value) {
            var json = new StringBuilder();
            write(value, json);
            return json.toString();
        }

        private static void write(Object value, StringBuilder to) {
            if (value instanceof Map<?, ?> map) {
                var before = "{";
                for (var entry : map.entrySet()) {
                    to.append(before);
                    write(entry.getKey().toString(), to);
                    to.append(':');
                    write(entry.getValue(), to);
                    before = ",";
                }
                to.append(map.isEmpty() ? "{}" : "}");
            } else if (value instanceof Iterable<?> list) {
                var before = "";
                to.append('[');
                for (var each : list) {
                    to.append(before);
                    write(each, to);
                    before = ",";
                }
                to.append(']');
            } else if (value == null || value instanceof Number || value instanceof Boolean) {
                to.append(value);
            } else {
                to.append('"');
                for (char c : value.toString().toCharArray()) {
                    if (c < ' ' || c == '"' || c == '\\') {
                        to.append("\\u%04x".formatted((int) c));
                    } else {
                        to.append(c);
                    }
                }
                to.append('"');
            }
        }
    }
}

package org.imgmill.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.imgmill.testing.RawHttp;
import org.imgmill.testing.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Whatever is malformed is the client's doing: it is answered with a status that the documents
/// have, and the log takes it for no fault of the server's.
///
/// Long: the table of malformed things is most of it.
class MalformedRequestsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    /// What docs/api.md says of every path.
    private static final Set<Integer> EVERYWHERE =
            Set.of(400, 401, 403, 404, 405, 406, 408, 411, 413, 415, 429, 431, 503);

    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW");
    private static final List<String> IDS =
            List.of(
                    "x",
                    "%00",
                    "%ff",
                    "..%2f..",
                    "50%",
                    ";",
                    "00000000-0000-0000-0000-000000000000",
                    "9".repeat(300));
    private static final List<String> QUERIES =
            List.of(
                    "",
                    "?q=50%",
                    "?q=%ff",
                    "?q=%zz",
                    "?%",
                    "?q=%00",
                    "?limit=x&after=%F0%28",
                    "?limit=1&limit=2",
                    "?status=%",
                    "?nothing=1",
                    "?csv_safe=maybe",
                    "?" + "a=b&".repeat(600));
    private static final List<String> HEADERS =
            List.of(
                    "Accept: text/csv",
                    "Accept: text/html",
                    "Accept: ;;;",
                    "Range: bytes=9-1",
                    "If-None-Match: \"",
                    "Last-Event-ID: %",
                    "Idempotency-Key:  ",
                    "Content-Encoding: gzip",
                    "Content-Encoding: br",
                    "Cookie: imgmill_session=%00; ;=",
                    "Authorization: Basic ????",
                    "Origin: null",
                    "Origin: %%%",
                    "X-Forwarded-For: ,,,",
                    "Expect: nothing");
    private static final List<String> TYPES =
            List.of(
                    FORM,
                    "application/json",
                    "application/json; charset=nothing",
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    "multipart/form-data; boundary=x",
                    "multipart/mixed; boundary=x",
                    "text/csv",
                    "text/csv; charset=utf-7",
                    "image/jpeg",
                    "/",
                    "");
    private static final List<String> BODIES =
            List.of(
                    "",
                    "q=50%",
                    "a=%ff&b",
                    "{",
                    "null",
                    "[1e400]",
                    "{\"a\": \"\0\"}",
                    "\377\376\0",
                    "--x",
                    "--x\r\nContent-Disposition: form-data\r\n\r\n\r\n--x--",
                    "--x\r\nContent-Disposition: form-data; name=file; filename=\"a\0b\"\r\n\r\nx\r\n--x--",
                    "[".repeat(3000));

    private static Server keyed;

    @BeforeAll
    static void start() {
        keyed =
                Server.start(
                        "--imgmill.auth.admin-key=an-admin-key-from-the-settings",
                        "--imgmill.auth.failed-tries=1000000");
    }

    @AfterAll
    static void stop() {
        keyed.close();
    }

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        root().addAppender(logged);
    }

    @AfterEach
    void silence() {
        root().detachAppender(logged);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/batches?q=50%, 400",
        "GET, /v1/batches?q=%ff, 400",
        "GET, /?q=50%, 400",
        "GET, /docs?q=%, 400",
        "PUT, /files/x, 405",
        "PUT, /files/x/y.jpg, 405",
        "DELETE, /v1/batches, 405",
        "PUT, /page/img/imgmill.svg, 405",
    })
    void whatIsMalformedIsTheClientsDoing(String method, String path, int status) {
        for (var server : new Server[] {Server.shared(), keyed}) {
            var answer = ask(server, method, path, List.of(), FORM, "a=50%");
            if (!answer.contains(" 401 ")) {
                assertThat(answer).startsWith("HTTP/1.1 ").contains("\"status\":");
                assertThat(status(answer)).isIn(status, 400);
            }
        }
        assertThat(errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void aFormWhereJsonBelongsIsRefusedByItsType(String method) {
        var id = "/v1/batches/00000000-0000-0000-0000-000000000000";

        var answer = ask(Server.shared(), method, id, List.of(), FORM, "priority=1");

        assertThat(status(answer)).isIn(404, 405, 415);
        assertThat(errors()).isEmpty();
    }

    @Test
    void noPathOfTheDocumentFailsOverAnything() {
        var paths = Server.json(Server.shared().get("/v3/api-docs").body()).get("paths");
        var random = new Random(14);
        var wrong = new TreeSet<String>();
        int asked = 0;
        for (var path : paths.propertyNames()) {
            for (var method : METHODS) {
                for (int i = 0; i < 5; i++) {
                    var server = i == 0 ? keyed : Server.shared();
                    var headers = new ArrayList<String>();
                    while (random.nextInt(3) > 0) {
                        headers.add(any(HEADERS, random));
                    }
                    var target =
                            path.replaceAll("\\{[^}]*}", "\1").replace("\1", any(IDS, random))
                                    + any(QUERIES, random);
                    var type = any(TYPES, random);
                    var body = any(BODIES, random);
                    var answer = ask(server, method, target, headers, type, body);
                    asked++;
                    if (!allowed(paths.get(path), method).contains(status(answer))) {
                        wrong.add(
                                "%s %s %s %s %s: %s"
                                        .formatted(
                                                method,
                                                shortened(target),
                                                headers,
                                                type,
                                                shortened(body),
                                                shortened(answer)));
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(errors()).isEmpty();
        assertThat(asked).isGreaterThan(1000);
    }

    private static Set<Integer> allowed(JsonNode path, String method) {
        var allowed = new TreeSet<>(EVERYWHERE);
        var operation =
                path.get(method.equals("HEAD") ? "get" : method.toLowerCase(java.util.Locale.ROOT));
        if (operation != null) {
            operation
                    .get("responses")
                    .propertyNames()
                    .forEach(status -> allowed.add(Integer.valueOf(status)));
            allowed.removeIf(status -> status >= 500 && status != 503);
        }
        if (method.equals("OPTIONS")) {
            allowed.add(200);
        }
        return allowed;
    }

    private static String any(List<String> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(160, text.length()));
    }

    private List<String> errors() {
        return logged.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static String ask(
            Server server,
            String method,
            String target,
            List<String> headers,
            String type,
            String body) {
        var all = new ArrayList<>(headers);
        all.add("Host: localhost");
        if (!type.isEmpty()) {
            all.add("Content-Type: " + type);
        }
        all.add("Content-Length: " + body.length());
        try (var raw = RawHttp.to(server)) {
            raw.send(RawHttp.head(method + " " + target, all.toArray(String[]::new)) + body);
            return raw.answer();
        }
    }

    private static int status(String answer) {
        return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
    }
}

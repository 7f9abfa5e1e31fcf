package org.imgmill.refusals;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/// The forms that the documents of the APIs give a refusal. A form is only ever added to.
public enum RefusalForm {
    /// `application/problem+json`, with `code`
    PROBLEM {
        @Override
        Map<String, Object> body(Refused refused) {
            var type = refused.type();
            var body = new LinkedHashMap<String, Object>();
            body.put("type", "/docs/problems#" + type.code());
            body.put("title", type.status().getReasonPhrase());
            body.put("status", type.status().value());
            body.put("detail", refused.detail());
            body.put("code", type.code());
            body.putAll(refused.more());
            return body;
        }
    },
    /// `{"error", "msg"}`: several older documents share paths, and each has one of the two
    ERROR_AND_MSG {
        @Override
        Map<String, Object> body(Refused refused) {
            var sentence = sentence(refused, "Internal server error");
            var body = new LinkedHashMap<String, Object>();
            body.put("error", sentence);
            body.put("msg", sentence);
            return body;
        }
    },
    /// `{"error"}`
    ERROR {
        @Override
        Map<String, Object> body(Refused refused) {
            return Map.of("error", sentence(refused, "Internal server error"));
        }
    },
    /// `{"msg"}`; its document knows one refusal of a file, and `detail` says which it is this time
    MSG {
        @Override
        HttpStatus status(Refused refused) {
            return isOfFile(refused) ? HttpStatus.NOT_FOUND : super.status(refused);
        }

        @Override
        Map<String, Object> body(Refused refused) {
            return isOfFile(refused)
                    ? Map.of("msg", "Invalid CSV file format", "detail", refused.detail())
                    : Map.of(
                            "msg",
                            sentence(refused, "An error occurred while creating the request"));
        }

        private static boolean isOfFile(Refused refused) {
            return switch (refused.type()) {
                case MISSING_FILE,
                        EMPTY_FILE,
                        INVALID_CATALOGUE,
                        INVALID_MULTIPART,
                        INVALID_WEBHOOK ->
                        true;
                default -> false;
            };
        }
    },
    /// `{"detail"}`
    DETAIL {
        @Override
        Map<String, Object> body(Refused refused) {
            return Map.of("detail", sentence(refused, "Internal server error"));
        }
    };

    /// What the JSON object holds.
    abstract Map<String, Object> body(Refused refused);

    HttpStatus status(Refused refused) {
        return refused.type().status();
    }

    String mediaType() {
        return this == PROBLEM ? "application/problem+json" : "application/json";
    }

    /// @param ofOurs what the document says when the fault is the server's
    private static String sentence(Refused refused, String ofOurs) {
        return refused.type() == ProblemType.INTERNAL ? ofOurs : refused.detail();
    }
}

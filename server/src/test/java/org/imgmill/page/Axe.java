package org.imgmill.page;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What axe finds in the way of people who see, hear or point otherwise.
final class Axe {

    private static final Path AXE = Path.of("web/node_modules/axe-core/axe.min.js");
    private static final String RUN =
            """
            () => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] })
              .then(found => found.violations
                .map(one => one.id + " " + one.nodes.map(node => node.html).join(" ")))
            """;

    private Axe() {}

    static List<?> findings(Page page) throws IOException {
        var devtools = page.context().newCDPSession(page);
        devtools.send("Runtime.evaluate", json("expression", Files.readString(AXE)));
        return (List<?>) page.evaluate(RUN);
    }

    /// By way of the debugger: the page's own policy lets no foreign script in.
    private static com.google.gson.JsonObject json(String name, String value) {
        var object = new com.google.gson.JsonObject();
        object.addProperty(name, value);
        return object;
    }
}

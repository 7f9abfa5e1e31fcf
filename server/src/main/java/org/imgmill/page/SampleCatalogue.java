package org.imgmill.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.imgmill.links.PublicUrl;
import org.imgmill.outbound.AddressGuard;
import org.imgmill.outbound.WebUrl;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// A catalogue to try without the internet: its pictures are served by this server itself.
@RestController
class SampleCatalogue {

    private static final String WRITTEN_FOR = "http://localhost:8080/samples/";

    private final PublicUrl links;
    private final AddressGuard guard;

    SampleCatalogue(PublicUrl links, AddressGuard guard) {
        this.links = links;
        this.guard = guard;
    }

    /// Once the port is known, which may be any.
    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null
                && WebUrl.parse(links.of("/samples/")) instanceof WebUrl folder) {
            guard.openSamples(folder);
        }
    }

    @GetMapping("/samples/products.csv")
    ResponseEntity<String> catalogue() throws IOException {
        var csv =
                new ClassPathResource("samples/products.csv")
                        .getContentAsString(StandardCharsets.UTF_8)
                        .replace(WRITTEN_FOR, links.of("/samples/"));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .body(csv);
    }
}

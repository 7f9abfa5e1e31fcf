package org.imgmill.api.intake;

import java.net.URI;
import java.time.Instant;
import org.imgmill.api.batches.Page;
import org.imgmill.auth.Caller;
import org.imgmill.batch.Catalogues;
import org.imgmill.batch.LastingCatalogue;
import org.imgmill.links.PublicUrl;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Catalogues that come again: what is made of them, and when their images are asked for again.
@RestController
@RequestMapping(path = "/v1/catalogues", produces = MediaType.APPLICATION_JSON_VALUE)
class CataloguesController {

    private final Catalogues catalogues;
    private final CatalogueFields fields;
    private final CatalogueBody bodies;
    private final PublicUrl links;

    CataloguesController(
            Catalogues catalogues, CatalogueFields fields, CatalogueBody bodies, PublicUrl links) {
        this.links = links;
        this.catalogues = catalogues;
        this.fields = fields;
        this.bodies = bodies;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CatalogueView> create(@RequestBody JsonNode body) {
        var said = bodies.read(body);
        var catalogue =
                catalogues
                        .make(Caller.current().key(), said, when(said))
                        .orElseThrow(() -> taken(said.name()));
        return ResponseEntity.created(URI.create("/v1/catalogues/" + catalogue.id()))
                .body(CatalogueView.of(catalogue));
    }

    @GetMapping
    Page<CatalogueView> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        int size = Page.limit(limit, 50);
        var from = after == null ? null : last(after);
        return Page.of(
                catalogues.list(Caller.current().only(), from, size + 1),
                size,
                CatalogueView::of,
                catalogue -> catalogue.id().toString());
    }

    private LastingCatalogue last(String after) {
        try {
            return fields.find(after);
        } catch (Refused e) {
            throw Page.wrongCursor();
        }
    }

    /// @param id or the name
    @GetMapping("/{id}")
    CatalogueView show(@PathVariable String id) {
        return CatalogueView.of(fields.find(id));
    }

    /// What is not named stays as it is.
    ///
    /// @param id or the name
    @PatchMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    CatalogueView change(@PathVariable String id, @RequestBody JsonNode body) {
        var before = fields.find(id);
        var said = bodies.over(before.said(), body);
        if (!catalogues.change(before.id(), said, when(said))) {
            throw taken(said.name());
        }
        return show(before.id().toString());
    }

    /// Within seconds, even if it is paused, not due or its list is unchanged.
    ///
    /// @param id or the name
    @PostMapping("/{id}/run")
    ResponseEntity<CatalogueView> run(@PathVariable String id) {
        var catalogue = fields.find(id);
        if (catalogue.said().fetched().source() == null) {
            throw new Refused(
                    ProblemType.WRONG_STATE,
                    "This catalogue has no source_url; its runs are uploads that name it.");
        }
        catalogues.runNow(catalogue.id());
        return ResponseEntity.accepted().body(CatalogueView.of(catalogue));
    }

    private Catalogues.When when(LastingCatalogue.Said said) {
        var when = said.fetched();
        return new Catalogues.When(
                links.remembered(),
                when.schedule() == null
                        ? null
                        : RunTimes.of(when.schedule(), when.zone()).after(Instant.now()));
    }

    /// @param id or the name
    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        catalogues.delete(fields.find(id).id());
        return ResponseEntity.noContent().build();
    }

    private static Refused taken(String name) {
        return new Refused(
                ProblemType.INVALID_FIELD,
                "There is a catalogue \"%s\" already, or there are %d of them."
                        .formatted(name, Catalogues.MOST));
    }
}

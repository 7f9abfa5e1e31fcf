package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.imgmill.limits.UploadPaths;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/// The forms of an upload on paths of their own: `POST /v1/batches` has three kinds of body and two
/// kinds of answer, of which a generated client would offer one.
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class OneFormController {

    private final UploadController uploads;
    private final ListController lists;

    OneFormController(UploadController uploads, ListController lists) {
        this.uploads = uploads;
        this.lists = lists;
    }

    @PostMapping(
            path = {UploadPaths.FORM, UploadPaths.DRY_FORM},
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> form(MultipartHttpServletRequest request) {
        return uploads.upload(request);
    }

    @PostMapping(
            path = {UploadPaths.CSV, UploadPaths.DRY_CSV},
            consumes = "text/csv")
    ResponseEntity<?> csv(MultipartHttpServletRequest request) {
        return uploads.upload(request);
    }

    @PostMapping(
            path = {UploadPaths.JSON, UploadPaths.DRY_JSON},
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> json(HttpServletRequest request) throws IOException {
        return lists.list(request);
    }
}

package org.imgmill.api;

import java.io.Serial;
import org.springframework.web.multipart.MultipartException;

/// What is wrong with a form, in a sentence for whoever sent it.
final class FormRefused extends MultipartException {

    @Serial private static final long serialVersionUID = 1;

    FormRefused(String sentence) {
        super(sentence);
    }
}

package org.imgmill.api.errors;

import java.io.Serial;
import org.springframework.web.multipart.MultipartException;

/// What is wrong with a form, in a sentence for whoever sent it.
public final class FormRefused extends MultipartException {

    @Serial private static final long serialVersionUID = 1;

    public FormRefused(String sentence) {
        super(sentence);
    }
}

package org.imgmill.compat;

import java.util.Arrays;
import java.util.Optional;
import org.imgmill.batch.Dialect;
import org.imgmill.refusals.RefusalForm;
import org.imgmill.refusals.RefusalForms;
import org.springframework.stereotype.Component;

/// Which older face a path belongs to, and so how a refusal is put there.
@Component
class OlderRefusals implements RefusalForms {

    private static final String COMPAT = "/compat/";

    @Override
    public Optional<RefusalForm> of(String path) {
        return Arrays.stream(Dialect.values())
                .filter(dialect -> dialect != Dialect.NATIVE)
                .filter(
                        dialect ->
                                path.startsWith(COMPAT + dialect.word() + "/")
                                        || dialect.hasAtRoot(path))
                .findFirst()
                .map(Dialect::refusals)
                .or(
                        () ->
                                path.startsWith(COMPAT)
                                        ? Optional.of(RefusalForm.ERROR_AND_MSG)
                                        : Optional.empty());
    }
}

package org.imgmill.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says on the terminal how to let others in safely.
final class AddressRefusedAnalyzer extends AbstractFailureAnalyzer<AddressRefused> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, AddressRefused refused) {
        return new FailureAnalysis(
                refused.getMessage(),
                """
                One of these:
                  - make a key first: ./imgmill keys create --name admin --scopes admin
                  - set imgmill.auth.admin-key (environment: IMGMILL_AUTH_ADMINKEY) to a long random text,
                    or to "generate": a key is then made and shown in the log, once
                  - set imgmill.auth=none where something in front of this server decides who gets in
                  - leave server.address at 127.0.0.1: only this machine is served then\
                """,
                refused);
    }
}

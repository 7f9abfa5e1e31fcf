package org.imgmill.cli;

/// What a command tells the shell.
final class ExitStatus {

    static final int GOOD = 0;
    static final int SOME_FAILED = 1;
    static final int BAD_INPUT = 2;

    private ExitStatus() {}
}

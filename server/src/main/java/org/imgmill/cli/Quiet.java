package org.imgmill.cli;

import java.util.List;

/// The settings of a server that shares its terminal with a progress bar.
final class Quiet {

    static final List<String> SETTINGS = List.of("--logging.threshold.console=warn");

    private Quiet() {}
}

package org.imgmill.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.imgmill.node.Folders;

/// Looks at everything a server with these settings would need, and says what to do.
final class Doctor {

    private final Commands.Server server;
    private final Arguments arguments;

    private Doctor(Commands.Server server, Arguments arguments) {
        this.server = server;
        this.arguments = arguments;
    }

    static Doctor of(Commands.Server server, Arguments arguments) {
        return new Doctor(server, arguments);
    }

    /// @return the exit status
    int run() throws IOException {
        var settings = ServerSettings.of(arguments.settings());
        var dataDirectory = Folders.of(settings).dataDir().toAbsolutePath().normalize();
        List<Supplier<Finding>> checks =
                List.of(
                        MachineChecks::java,
                        MachineChecks::confinement,
                        () -> MachineChecks.dataDirectory(dataDirectory),
                        () -> MachineChecks.disk(dataDirectory),
                        () -> MachineChecks.port(settings.getProperty("server.port", "8080")),
                        () -> DatabaseCheck.of(settings),
                        () -> StorageCheck.of(settings),
                        MachineChecks::names,
                        () -> new Rehearsal(server, arguments).find());
        var status = ExitStatus.GOOD;
        for (var check : checks) {
            var finding = check.get();
            System.out.println(finding.text());
            if (finding instanceof Finding.Bad) {
                status = ExitStatus.SOME_FAILED;
            }
        }
        return status;
    }
}

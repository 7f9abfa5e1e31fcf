package org.imgmill.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// Spark from Maven as a folder that looks like an installed one, and jobs on it, each in a process
/// of its own as `spark-submit` would start it.
record Cluster(Path home) {

    static final String LOCAL = "local[2]";

    /// Two workers with an executor process of one core each.
    static final String PROCESSES = "local-cluster[2,1,640]";

    private static final Path JAR = Path.of("target", "imgmill-spark.jar").toAbsolutePath();
    private static final Path CLASS_PATH = Path.of("cluster", "target", "classpath");

    static Cluster in(Path folder) throws IOException {
        Path home = folder.resolve("spark");
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String jar : Files.readString(CLASS_PATH).strip().split(File.pathSeparator, -1)) {
            Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
        }
        return new Cluster(home);
    }

    /// A job that runs, and what it said so far.
    record Job(Process process, Path said) implements AutoCloseable {

        /// Its exit status, after minutes at most.
        int ended() throws InterruptedException {
            if (!process.waitFor(4, TimeUnit.MINUTES)) {
                throw new AssertionError("the job does not end:\n" + output());
            }
            return process.exitValue();
        }

        /// Waits for something that happens while it runs.
        void until(Callable<Boolean> holds) {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofMinutes(3))
                    .failFast(
                            "the job ended before",
                            () -> assertThat(process.isAlive()).as(output()).isTrue())
                    .until(holds);
        }

        String output() {
            try {
                return Files.readString(said);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        /// The processes in which tasks run.
        List<ProcessHandle> executors() {
            return process.descendants()
                    .filter(child -> command(child).contains("CoarseGrainedExecutorBackend"))
                    .toList();
        }

        /// From the system: Java gives none where a command is long.
        private static String command(ProcessHandle process) {
            try {
                return Files.readString(Path.of("/proc", process.pid() + "", "cmdline"));
            } catch (IOException gone) {
                return "";
            }
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    Job submit(String master, Map<String, String> conf, String... args) throws IOException {
        return start(master, conf, "org.imgmill.spark.RunCatalogue", args);
    }

    Job start(String master, Map<String, String> conf, String program, String... args)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dspark.master=" + master,
                        "-Dspark.jars=" + JAR,
                        "-XX:TieredStopAtLevel=1",
                        "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
                        "-Dspark.sql.codegen.wholeStage=false",
                        "-Dspark.ui.enabled=false",
                        "-Dspark.driver.host=127.0.0.1",
                        "-Dspark.driver.bindAddress=127.0.0.1",
                        "-Dspark.executor.memory=640m",
                        "-Dspark.sql.shuffle.partitions=4",
                        "-Dspark.default.parallelism=2",
                        "-Dspark.local.dir=" + Files.createTempDirectory(home, "local")));
        conf.forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(
                List.of(
                        "-cp",
                        Stream.of(home + "/jars/*", JAR.toString(), "target/test-classes")
                                .collect(java.util.stream.Collectors.joining(File.pathSeparator)),
                        program));
        command.addAll(List.of(args));
        Path said = Files.createTempFile(home, "job", ".log");
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment()
                .putAll(
                        Map.of(
                                "SPARK_HOME", home.toString(),
                                "SPARK_SCALA_VERSION", "2.13",
                                "SPARK_LOCAL_IP", "127.0.0.1"));
        return new Job(builder.start(), said);
    }
}

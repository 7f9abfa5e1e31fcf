package org.imgmill;

import java.io.IOException;
import org.imgmill.cli.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// The server's main class.
@SpringBootApplication
@ConfigurationPropertiesScan
public class Imgmill {

    public static void main(String[] args) throws IOException, InterruptedException {
        Commands.run(settings -> SpringApplication.run(Imgmill.class, settings), args);
    }
}

package org.imgmill.cli;

import org.springframework.core.io.ByteArrayResource;

/// The sample catalogue as the server hands it out, ready to be handed back to it.
final class SampleCatalogue extends ByteArrayResource {

    private SampleCatalogue(byte[] csv) {
        super(csv);
    }

    static SampleCatalogue from(ServerClient client) {
        return new SampleCatalogue(client.get("/samples/products.csv"));
    }

    @Override
    public String getFilename() {
        return "products.csv";
    }
}

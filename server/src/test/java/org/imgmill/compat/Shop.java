package org.imgmill.compat;

import java.net.http.HttpResponse;
import org.imgmill.origin.Origin;
import org.imgmill.testing.Form;
import org.imgmill.testing.Pictures;
import org.imgmill.testing.Server;
import tools.jackson.databind.JsonNode;

/// A shop with two good images and a missing one, and a client that speaks one of the older faces.
final class Shop implements AutoCloseable {

    final Server server = Server.shared();
    final Origin origin = Origin.start();
    final String good;
    final String missing;

    Shop() {
        origin.serve("/1.jpg", Pictures.jpeg(120, 90)).serve("/2.jpg", Pictures.jpeg(90, 120));
        good = origin.url("/1.jpg") + "," + origin.url("/2.jpg");
        missing = origin.url("/missing.jpg");
    }

    /// The catalogue of the documents' examples, with these images.
    static String csv(String urls) {
        return "S. No.,Product Name,Input Image Urls\n1,SKU1,\"" + urls + "\"\n";
    }

    HttpResponse<String> upload(String path, String csv, String... fields) {
        var form = new Form().file("file", "products.csv", csv);
        for (int i = 0; i < fields.length; i += 2) {
            form.field(fields[i], fields[i + 1]);
        }
        return server.send(form, path);
    }

    /// Uploads and lets the batch end.
    String ended(String path, String idField, String csv) {
        var id = Server.json(upload(path, csv).body()).get(idField).asString();
        server.awaitEnd(id);
        return id;
    }

    JsonNode json(String path) {
        return Server.json(server.get(path).body());
    }

    @Override
    public void close() {
        origin.close();
    }
}

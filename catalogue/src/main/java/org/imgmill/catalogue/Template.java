package org.imgmill.catalogue;

import java.nio.charset.StandardCharsets;

/// An example catalogue for people who start from nothing.
public final class Template {

    private static final String TEXT =
            """
            S. No.,Product Name,Input Image Urls
            1,Ribbed carafe,"https://example.com/carafe-front.jpg,https://example.com/carafe-side.jpg"
            2,Oak stool,https://example.com/stool.png
            """;

    private Template() {}

    public static byte[] csv() {
        return TEXT.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}

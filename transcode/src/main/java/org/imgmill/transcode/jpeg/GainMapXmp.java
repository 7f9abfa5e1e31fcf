package org.imgmill.transcode.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Removes what an XMP packet says of a gain map: the output has none, and programs for bright
/// screens would look for it.
public final class GainMapXmp {

    private static final String GAIN_MAP = "http://ns.adobe.com/hdr-gain-map/1.0/";
    private static final String APPLE = "http://ns.apple.com/HDRGainMap/1.0/";

    /// Lists the pictures that the file consists of.
    private static final String CONTAINER = "http://ns.google.com/photos/1.0/container/";

    private GainMapXmp() {}

    /// The packet itself where it says nothing of one; empty where that cannot be removed.
    public static Optional<byte[]> without(byte[] xmp) {
        // Bytes that are no ASCII pass through as they are.
        String before = new String(xmp, StandardCharsets.ISO_8859_1);
        if (!before.contains(GAIN_MAP) && !before.contains(APPLE)) {
            return Optional.of(xmp);
        }
        String after = without(without(without(before, GAIN_MAP), APPLE), CONTAINER);
        boolean gone = !after.contains(GAIN_MAP) && !after.contains(APPLE);
        return gone ? Optional.of(after.getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
    }

    /// Without the elements and attributes of this namespace, and its name.
    private static String without(String xmp, String namespace) {
        Matcher named =
                Pattern.compile("\\s+xmlns:([A-Za-z][\\w.-]*)=([\"'])" + namespace + "\\2")
                        .matcher(xmp);
        if (!named.find()) {
            return xmp;
        }
        String prefix = Pattern.quote(named.group(1));
        String elements =
                "(?s)<" + prefix + ":(\\w+)(?:\\s[^>]*)?(?:(?<!/)>.*?</" + prefix + ":\\1>|/>)";
        String attributes = "\\s+" + prefix + ":\\w+=(\"[^\"]*\"|'[^']*')";
        return named.replaceAll("").replaceAll(elements, "").replaceAll(attributes, "");
    }
}

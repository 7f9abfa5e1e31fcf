package org.imgmill.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.imgmill.transcode.Recipe.Metadata;
import org.imgmill.transcode.Recipe.Target;
import org.imgmill.transcode.jpeg.GainMapXmp;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A gain map is not in the output, so nothing that is kept speaks of it.
class GainMapTest {

    private static final String RIGHTS = "<dc:rights>Somebody</dc:rights>";
    private static final String XMP =
            """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"
              xmlns:Container="http://ns.google.com/photos/1.0/container/"
              xmlns:Item="http://ns.google.com/photos/1.0/container/item/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" hdrgm:Version="1.0" hdrgm:GainMapMax='3'>
            <Container:Directory><rdf:Seq><rdf:li rdf:parseType="Resource">
              <Container:Item Item:Semantic="GainMap" Item:Mime="image/jpeg" Item:Length="999"/></rdf:li></rdf:Seq>
            </Container:Directory>
            <hdrgm:Gamma><rdf:Seq><rdf:li>1</rdf:li></rdf:Seq></hdrgm:Gamma>
            %s</rdf:Description></rdf:RDF></x:xmpmeta>"""
                    .formatted(RIGHTS);

    @AutoClose private static final Lab LAB = Lab.open();

    @ParameterizedTest
    @EnumSource(
            value = Target.class,
            names = {"KEEP", "JPEG", "PNG", "WEBP", "AVIF"})
    void xmpKeepsTheRightsAndLosesTheMap(Target format) throws InterruptedException {
        byte[] output = LAB.done(input(), Recipes.with(50, format, 0, Metadata.KEEP)).bytes();

        assertThat(Lab.contains(output, RIGHTS)).as("rights").isEqualTo(format != Target.PNG);
        assertThat(Lab.contains(output, "hdr")).isFalse();
        assertThat(Lab.contains(output, "GainMap")).isFalse();
        assertThat(Lab.contains(output, "21496")).isFalse();
    }

    @Test
    void anotherPacketStaysAsItIs() {
        byte[] other = XMP.replace("hdr-gain-map", "other").getBytes(StandardCharsets.UTF_8);

        assertThat(GainMapXmp.without(other)).hasValue(other);
    }

    @Test
    void aPacketThatCannotBeReadGoesAsAWhole() {
        byte[] odd = XMP.replace("xmlns:hdrgm=", "whatever=").getBytes(StandardCharsets.UTF_8);

        assertThat(GainMapXmp.without(odd)).isEmpty();
    }

    private static byte[] input() {
        byte[] photo = Pictures.jpeg(Pictures.photo(160, 120), 0.95f);
        byte[] iso = "urn:iso:std:iso:ts:21496:-1\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII);
        byte[] xmp = ("http://ns.adobe.com/xap/1.0/\0" + XMP).getBytes(StandardCharsets.UTF_8);
        return Crafted.withSegment(Crafted.withSegment(photo, 0xE2, iso), 0xE1, xmp);
    }
}

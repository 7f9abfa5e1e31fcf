package org.imgmill.transcode.colour;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes ICC profiles (version 4.3, ICC.1:2010) of the three shapes we need.
final class IccProfile {

    private static final int HEADER_BYTES = 128;
    private static final int TAG_BYTES = 12;
    private static final int ONE = 0x10000;
    private static final double LARGEST = 32_767;

    /// Points of a table along each of its three sides; colour management interpolates between.
    private static final int GRID = 33;

    /// A colour for stored numbers of 0 to 1: L*, a*, b*.
    interface Lab {
        double[] of(double red, double green, double blue);
    }

    private final Map<String, byte[]> tags = new LinkedHashMap<>();

    private IccProfile() {
        tags.put("desc", text("as the file states"));
        tags.put("cprt", text("none"));
        tags.put("wtpt", xyz(Primaries.D50));
    }

    static byte[] grey(Transfer.Curve curve) {
        var profile = new IccProfile();
        profile.tags.put("kTRC", curve(curve));
        return profile.file("GRAY", "XYZ ");
    }

    /// @param toXyz linear red, green and blue to X, Y and Z under D50
    static byte[] colours(Matrix toXyz, Transfer.Curve curve) {
        var profile = new IccProfile();
        profile.tags.put("rXYZ", xyz(toXyz.column(0)));
        profile.tags.put("gXYZ", xyz(toXyz.column(1)));
        profile.tags.put("bXYZ", xyz(toXyz.column(2)));
        byte[] bytes = curve(curve);
        profile.tags.put("rTRC", bytes);
        profile.tags.put("gTRC", bytes);
        profile.tags.put("bTRC", bytes);
        return profile.file("RGB ", "XYZ ");
    }

    static byte[] table(Lab lab) {
        var profile = new IccProfile();
        profile.tags.put("A2B0", lut16(lab));
        return profile.file("RGB ", "Lab ");
    }

    private static byte[] xyz(double[] values) {
        var bytes = ByteBuffer.allocate(8 + 12);
        begin(bytes, "XYZ ");
        for (double value : values) {
            bytes.putInt(fixed(value));
        }
        return bytes.array();
    }

    /// parametricCurveType, function 4: c * x below d, (a * x + b) ^ g from it on.
    private static byte[] curve(Transfer.Curve curve) {
        // The scale goes into the brackets: s * (ax + b)^g = (s^(1/g) * (ax + b))^g.
        double inside = Math.pow(curve.scale(), 1 / curve.power());
        double[] parameters = {
            curve.power(),
            curve.a() * inside,
            curve.b() * inside,
            curve.slope(),
            curve.start(),
            0,
            0
        };
        var bytes = ByteBuffer.allocate(8 + 4 + 4 * parameters.length);
        begin(bytes, "para");
        bytes.putShort((short) 4).putShort((short) 0);
        for (double parameter : parameters) {
            bytes.putInt(fixed(parameter));
        }
        return bytes.array();
    }

    private static byte[] lut16(Lab lab) {
        int points = GRID * GRID * GRID;
        var bytes = ByteBuffer.allocate(8 + 4 + 36 + 4 + 12 + points * 6 + 12);
        begin(bytes, "mft2");
        bytes.put((byte) 3).put((byte) 3).put((byte) GRID).put((byte) 0);
        for (int i = 0; i < 9; i++) {
            bytes.putInt(i % 4 == 0 ? ONE : 0);
        }
        bytes.putShort((short) 2).putShort((short) 2);
        straight(bytes);
        double last = GRID - 1;
        for (int point = 0; point < points; point++) {
            int red = point / (GRID * GRID);
            int green = point / GRID % GRID;
            int blue = point % GRID;
            double[] colour = lab.of(red / last, green / last, blue / last);
            bytes.putShort(u16(colour[0] * 0xFF00 / 100));
            bytes.putShort(u16((colour[1] + 128) * 256));
            bytes.putShort(u16((colour[2] + 128) * 256));
        }
        straight(bytes);
        return bytes.array();
    }

    /// A curve for each of three components that changes nothing.
    private static void straight(ByteBuffer bytes) {
        for (int i = 0; i < 3; i++) {
            bytes.putShort((short) 0).putShort((short) 0xFFFF);
        }
    }

    /// multiLocalizedUnicodeType, one text in English.
    private static byte[] text(String text) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
        var bytes = ByteBuffer.allocate(28 + utf16.length);
        begin(bytes, "mluc");
        bytes.putInt(1).putInt(12);
        bytes.put("enUS".getBytes(StandardCharsets.US_ASCII));
        bytes.putInt(utf16.length).putInt(28).put(utf16);
        return bytes.array();
    }

    private static void begin(ByteBuffer bytes, String type) {
        bytes.put(type.getBytes(StandardCharsets.US_ASCII)).putInt(0);
    }

    private static int fixed(double value) {
        return (int) Math.round(Math.clamp(value, -LARGEST, LARGEST) * ONE);
    }

    private static short u16(double value) {
        return (short) Math.round(Math.clamp(value, 0, 0xFFFF));
    }

    private byte[] file(String colours, String connection) {
        int at = HEADER_BYTES + 4 + tags.size() * TAG_BYTES;
        int size = at + tags.values().stream().mapToInt(IccProfile::padded).sum();
        var file = ByteBuffer.allocate(size);
        file.putInt(0, size).putInt(8, 0x04300000);
        file.put(12, ("mntr" + colours + connection).getBytes(StandardCharsets.US_ASCII));
        file.put(36, "acsp".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < 3; i++) {
            file.putInt(68 + 4 * i, fixed(Primaries.D50[i]));
        }
        file.position(HEADER_BYTES).putInt(tags.size());
        for (var tag : tags.entrySet()) {
            file.put(tag.getKey().getBytes(StandardCharsets.US_ASCII));
            file.putInt(at).putInt(tag.getValue().length);
            file.put(at, tag.getValue());
            at += padded(tag.getValue());
        }
        return file.array();
    }

    private static int padded(byte[] tag) {
        return (tag.length + 3) & ~3;
    }
}

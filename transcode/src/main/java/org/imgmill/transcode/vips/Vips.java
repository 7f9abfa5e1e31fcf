package org.imgmill.transcode.vips;

import static org.imgmill.transcode.vips.Functions.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// libvips, loaded into this process for one thread to use, with every loader but the named ones
/// blocked.
public final class Vips {

    final Functions functions;
    final long imageType;
    final long blobType;
    private @Nullable PixelFunctions pixels;

    private Vips(Functions functions) {
        this.functions = functions;
        this.imageType = call(() -> (long) functions.imageType.invokeExact());
        this.blobType = call(() -> (long) functions.blobType.invokeExact());
    }

    /// @param loaders the classes that may read, such as `VipsForeignLoadJpegBuffer`; all others
    ///   are blocked, whoever asks for them
    public static Vips load(Path library, List<String> loaders) {
        var functions = new Functions(SymbolLookup.libraryLookup(library, Arena.global()));
        try (var arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("imgmill");
            if (call(() -> (int) functions.init.invokeExact(name)) != 0) {
                throw new IllegalStateException("libvips does not start: " + error(functions));
            }
        }
        var vips = new Vips(functions);
        vips.block("VipsForeignLoad", true);
        for (String loader : loaders) {
            vips.block(loader, false);
        }
        run(
                () -> {
                    functions.blockUntrusted.invokeExact(1);
                });
        run(
                () -> {
                    functions.cacheSetMax.invokeExact(0);
                });
        run(
                () -> {
                    functions.concurrencySet.invokeExact(1);
                });
        return vips;
    }

    PixelFunctions pixels() {
        PixelFunctions bound = pixels == null ? new PixelFunctions(functions) : pixels;
        pixels = bound;
        return bound;
    }

    private void block(String name, boolean blocked) {
        int state = blocked ? 1 : 0;
        try (var arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocateFrom(name);
            run(
                    () -> {
                        functions.blockOperation.invokeExact(text, state);
                    });
        }
    }

    VipsException error() {
        return new VipsException(error(functions));
    }

    private static String error(Functions functions) {
        MemorySegment text = call(() -> (MemorySegment) functions.errorBuffer.invokeExact());
        String message = text.reinterpret(Long.MAX_VALUE).getString(0, StandardCharsets.ISO_8859_1);
        run(
                () -> {
                    functions.errorClear.invokeExact();
                });
        return message.strip();
    }

    @FunctionalInterface
    interface VoidCall {
        void run() throws Throwable;
    }

    static void run(VoidCall body) {
        Functions.<Boolean>call(
                () -> {
                    body.run();
                    return true;
                });
    }
}

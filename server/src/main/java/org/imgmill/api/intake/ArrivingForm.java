package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.apache.tomcat.util.http.fileupload.util.LimitedInputStream;
import org.imgmill.api.errors.DamagedBody;
import org.imgmill.limits.UploadPaths;
import org.imgmill.refusals.ProblemType;
import org.imgmill.refusals.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.support.DefaultMultipartHttpServletRequest;
import org.springframework.web.util.WebUtils;

/// A form that is read as it arrives, fields into memory and files onto the disk, when somebody
/// first asks for something in it. Until then a watcher that knows what its files are can ask to
/// see them on their way.
public final class ArrivingForm extends DefaultMultipartHttpServletRequest {

    private static final Logger log = LoggerFactory.getLogger(ArrivingForm.class);

    /// The field of pictures, of which there may be many.
    static final String PICTURES = "images";

    private static final int MOST_PARTS = 50;
    private static final int MOST_FIELD_BYTES = 1 << 20;

    /// Of the heap, for each file, until the request is over.
    private static final int BYTES_OF_A_FILE = 1 << 10;

    private final Path folder;
    private final long mostBytes;
    private final long mostPictures;
    private final LongConsumer memory;
    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private final List<SpooledFile> files = new ArrayList<>();
    private Watcher watcher = (file, arriving, before) -> {};
    private int fieldBytes;
    private long pictures;

    /// @param folder for the files, until the request is over
    /// @param memory takes so many bytes for the fields, for as long
    ArrivingForm(
            HttpServletRequest request,
            Path folder,
            long mostBytes,
            long mostPictures,
            LongConsumer memory) {
        super(request);
        this.mostPictures = mostPictures;
        this.memory = memory;
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /// Sees a file on its way to the disk.
    public interface Watcher {
        /// May read as much as it likes, or refuse the form by throwing.
        ///
        /// @param before the fields that came before the file
        void watch(MultipartFile file, InputStream arriving, Fields before) throws IOException;
    }

    /// The form that a request is, or null if it is none.
    public static @Nullable ArrivingForm of(HttpServletRequest request) {
        return WebUtils.getNativeRequest(request, ArrivingForm.class);
    }

    /// A catalogue that is the whole body is a form with one file, whose fields are in the query.
    static boolean isCsv(HttpServletRequest request) {
        return hasType("text/csv", request) && UploadPaths.isOne(request);
    }

    static boolean hasType(String prefix, HttpServletRequest request) {
        var type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(prefix);
    }

    /// Shows the part `file` to a watcher.
    public ArrivingForm watchedBy(Watcher newcomer) {
        watcher = newcomer;
        return this;
    }

    @Override
    protected void initializeMultipart() {
        setMultipartFiles(new LinkedMultiValueMap<>());
        setMultipartParameters(Map.of());
        setMultipartParameterContentTypes(Map.of());
        try {
            if (isCsv(getRequest())) {
                spool("file", "", new Limited(getRequest().getInputStream(), mostBytes));
            } else {
                takeParts();
            }
        } catch (IOException e) {
            throw refused(e);
        }
        var found = new LinkedMultiValueMap<String, MultipartFile>();
        files.forEach(file -> found.add(file.getName(), file));
        setMultipartFiles(found);
        var values = new LinkedHashMap<String, String[]>();
        fields.forEach((name, all) -> values.put(name, all.toArray(String[]::new)));
        setMultipartParameters(values);
    }

    private void takeParts() throws IOException {
        var upload = new FileUpload();
        upload.setHeaderEncoding(StandardCharsets.UTF_8.name());
        upload.setSizeMax(mostBytes);
        int count = 0;
        var parts = upload.getItemIterator(new ServletRequestContext(getRequest()));
        while (parts.hasNext()) {
            var part = parts.next();
            boolean picture = PICTURES.equals(part.getFieldName()) && !part.isFormField();
            if (picture && ++pictures > mostPictures) {
                throw new Refused(
                        ProblemType.CATALOGUE_TOO_LARGE,
                        "There are more than %,d pictures (imgmill.csv.max-rows, max-images). Send them in several batches."
                                .formatted(mostPictures));
            }
            if (!picture && ++count > MOST_PARTS) {
                throw new Refused(
                        ProblemType.INVALID_MULTIPART,
                        "The form has more than %d parts.".formatted(MOST_PARTS));
            }
            take(part);
        }
    }

    private static final class Limited extends LimitedInputStream {

        Limited(InputStream in, long mostBytes) {
            super(in, mostBytes);
        }

        @Override
        protected void raiseError(long mostBytes, long bytes) {
            throw tooLarge();
        }
    }

    private void take(FileItemStream part) throws IOException {
        var name = withoutNul(part.getFieldName(), "The name of a field");
        // Left open: closing it would read on to its end, which may never come.
        var in = part.openStream();
        if (part.isFormField()) {
            var value = new String(fieldBytes(in), StandardCharsets.UTF_8);
            fields.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(withoutNul(value, "The field \"%s\"".formatted(name)));
        } else {
            spool(name, fileName(part), in);
        }
    }

    private byte[] fieldBytes(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_FIELD_BYTES - fieldBytes + 1);
        fieldBytes += bytes.length;
        memory.accept(3L * bytes.length);
        if (fieldBytes > MOST_FIELD_BYTES) {
            throw new Refused(
                    ProblemType.INVALID_MULTIPART,
                    "The fields of the form are larger than 1 MB in all.");
        }
        return bytes;
    }

    private static String fileName(FileItemStream part) {
        try {
            return part.getName();
        } catch (InvalidFileNameException e) {
            throw new Refused(
                    ProblemType.INVALID_MULTIPART, "The name of a file holds a NUL character.");
        }
    }

    private void spool(String name, String fileName, InputStream part) throws IOException {
        memory.accept(BYTES_OF_A_FILE);
        var file = new SpooledFile(name, fileName, folder);
        files.add(file);
        try (var arriving = file.filledBy(part)) {
            if (name.equals("file")) {
                var before = new LinkedHashMap<String, String>();
                fields.forEach((field, values) -> before.put(field, values.getFirst()));
                watcher.watch(file, arriving, new Fields(before));
            }
            arriving.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static String withoutNul(@Nullable String text, String what) {
        if (text == null) {
            throw new Refused(ProblemType.INVALID_MULTIPART, "A part of the form has no name.");
        }
        if (text.indexOf('\0') >= 0) {
            throw new Refused(ProblemType.INVALID_MULTIPART, what + " holds a NUL character.");
        }
        return text;
    }

    private static Refused refused(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SizeException) {
                return tooLarge();
            }
            if (cause instanceof DamagedBody damaged) {
                return new Refused(
                        ProblemType.INVALID_MULTIPART, String.valueOf(damaged.getMessage()));
            }
        }
        log.debug("a multipart body could not be read", e);
        return new Refused(
                ProblemType.INVALID_MULTIPART,
                "The form could not be read; it may have been cut off.");
    }

    private static Refused tooLarge() {
        return new Refused(
                ProblemType.UPLOAD_TOO_LARGE,
                "The file is larger than this server takes (imgmill.csv.max-bytes).");
    }

    void discard() {
        files.forEach(SpooledFile::discard);
    }
}

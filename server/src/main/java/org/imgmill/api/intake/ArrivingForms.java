package org.imgmill.api.intake;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import org.imgmill.limits.RequestMemory;
import org.imgmill.node.Folders;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;

/// Reads forms itself: Tomcat would hand a file over only once all of it had arrived.
@Component(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
class ArrivingForms implements MultipartResolver {

    private final Path folder;
    private final long mostBytes;
    private final long mostPictures;
    private final RequestMemory memory;

    ArrivingForms(UploadSettings settings, RequestMemory memory, Folders folders) {
        this.memory = memory;
        this.folder = folders.temporary();
        this.mostBytes = settings.maxBytes().toBytes();
        this.mostPictures = Math.min(settings.maxRows(), settings.maxImages());
    }

    @Override
    public boolean isMultipart(HttpServletRequest request) {
        return ArrivingForm.hasType("multipart/", request) || ArrivingForm.isCsv(request);
    }

    @Override
    public MultipartHttpServletRequest resolveMultipart(HttpServletRequest request) {
        return new ArrivingForm(
                request, folder, mostBytes, mostPictures, bytes -> memory.hold(request, bytes));
    }

    @Override
    public void cleanupMultipart(MultipartHttpServletRequest request) {
        if (request instanceof ArrivingForm form) {
            form.discard();
        }
    }
}

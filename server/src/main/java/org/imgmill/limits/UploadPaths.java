package org.imgmill.limits;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/// Where work is handed in: one path for every form of it, and one for each form, which is what
/// generators of clients understand. Dry runs have paths of their own for the same reason.
public final class UploadPaths {

    /// Takes all forms, and `dry_run` among their fields.
    public static final String ANY = "/v1/batches";

    public static final String FORM = "/v1/uploads/form";
    public static final String CSV = "/v1/uploads/csv";
    public static final String JSON = "/v1/uploads/json";

    public static final String DRY_FORM = "/v1/dry-runs/form";
    public static final String DRY_CSV = "/v1/dry-runs/csv";
    public static final String DRY_JSON = "/v1/dry-runs/json";

    private static final Set<String> DRY = Set.of(DRY_FORM, DRY_CSV, DRY_JSON);
    private static final Set<String> KEPT = Set.of(ANY, FORM, CSV, JSON);

    private static final Pattern AGAIN = Pattern.compile("/v1/batches/[^/]+/again");

    private UploadPaths() {}

    /// Whether a request hands something in, to be kept or only looked at.
    public static boolean isOne(HttpServletRequest request) {
        return KEPT.contains(request.getServletPath()) || isDryRun(request);
    }

    /// Whether a request makes a batch: something is handed in, or rows that are here are run
    /// again.
    public static boolean makesABatch(HttpServletRequest request) {
        return isOne(request) || AGAIN.matcher(request.getServletPath()).matches();
    }

    /// Whether the path says that nothing is to be kept.
    public static boolean isDryRun(HttpServletRequest request) {
        return DRY.contains(request.getServletPath());
    }

    /// Whether the path alone says which form it is and whether it is kept: `dry_run` is no field
    /// there.
    public static boolean isOfOneForm(HttpServletRequest request) {
        return isOne(request) && !request.getServletPath().equals(ANY);
    }
}

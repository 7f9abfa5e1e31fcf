import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import made.ApiClient;
import made.ApiException;
import made.api.BatchesApi;
import made.api.ResultsApi;
import made.model.AcceptedView;
import made.model.BatchView;
import made.model.ImageList;
import made.model.ListedImage;
import made.model.Problem;
import made.model.Recipe;
import made.model.Quality;

/** What openapi-generator writes for Java. */
public class Program {

    private static ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(System.getenv("IMGMILL_URL"));
        client.setRequestInterceptor(request -> request.header("X-API-Key", key));
        return client;
    }

    public static void main(String[] args) throws Exception {
        ApiClient client = client(System.getenv("IMGMILL_KEY"));
        BatchesApi batches = new BatchesApi(client);
        ResultsApi results = new ResultsApi(client);
        Quality sixty = new Quality(60);
        List<ListedImage> images =
                List.of(new ListedImage().id("mug").url(System.getenv("IMAGE_URL")));

        List<AcceptedView> uploads =
                List.of(
                        batches.createBatchFromForm(
                                BatchesApi.APICreateBatchFromFormRequest.newBuilder()
                                        ._file(new File("products.csv"))
                                        .images(List.of())
                                        .quality("60")
                                        .build()),
                        batches.createBatchFromCsv(
                                BatchesApi.APICreateBatchFromCsvRequest.newBuilder()
                                        .body(Files.readString(Path.of("products.csv")))
                                        .name("products.csv")
                                        .quality("60")
                                        .build()),
                        batches.createBatchFromJson(
                                BatchesApi.APICreateBatchFromJsonRequest.newBuilder()
                                        .imageList(
                                                new ImageList()
                                                        .images(images)
                                                        .recipe(new Recipe().quality(sixty)))
                                        .build()));
        for (AcceptedView upload : uploads) {
            BatchView batch = show(batches, upload.getId());
            while (batch.getFinishedAt() == null) {
                Thread.sleep(100);
                batch = show(batches, upload.getId());
            }
            System.out.println(
                    batch.getStatus()
                            + " "
                            + batch.getRecipe().getQuality().getActualInstance()
                            + " "
                            + batch.getCounts().getStored()
                            + " stored");
            File file =
                    results.downloadResults(
                            ResultsApi.APIDownloadResultsRequest.newBuilder()
                                    .id(batch.getId())
                                    .build());
            System.out.println(Files.readString(file.toPath()).split("\n")[1]);
        }
        System.out.println(
                batches.lookIntoJson(
                                        BatchesApi.APILookIntoJsonRequest.newBuilder()
                                                .imageList(new ImageList().images(images))
                                                .build())
                                .getImages()
                        + " image to fetch");
        try {
            show(batches, "nonsense");
        } catch (ApiException refused) {
            System.out.println(refused.getCode() + " " + codeOf(client, refused));
        }
        try {
            show(new BatchesApi(client("im_wrong")), "nonsense");
        } catch (ApiException refused) {
            System.out.println(codeOf(client, refused));
        }
    }

    private static BatchView show(BatchesApi batches, String id) throws ApiException {
        return batches.showBatch(BatchesApi.APIShowBatchRequest.newBuilder().id(id).build());
    }

    private static String codeOf(ApiClient client, ApiException refused) throws Exception {
        return client.getObjectMapper()
                .readValue(refused.getResponseBody(), Problem.class)
                .getCode()
                .getValue();
    }
}

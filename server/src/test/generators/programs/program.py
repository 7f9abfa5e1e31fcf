"""What openapi-generator writes for Python."""

import os
import time

import made
from made.rest import ApiException

url = os.environ["IMGMILL_URL"]
client = made.ApiClient(made.Configuration(host=url, api_key={"key": os.environ["IMGMILL_KEY"]}))
batches = made.BatchesApi(client)
results = made.ResultsApi(client)
image = os.environ["IMAGE_URL"]
with open("products.csv", encoding="utf-8") as file:
    csv = file.read()

uploads = [
    batches.create_batch_from_form(file="products.csv", quality="60"),
    batches.create_batch_from_csv(csv, quality="60", name="products.csv"),
    batches.create_batch_from_json(
        made.ImageList(images=[made.ListedImage(id="mug", url=image)], recipe=made.Recipe(quality=made.Quality(60)))
    ),
]
for upload in uploads:
    batch = batches.show_batch(upload.id)
    while batch.finished_at is None:
        time.sleep(0.1)
        batch = batches.show_batch(upload.id)
    print(batch.status, batch.recipe.quality.actual_instance, batch.counts.stored, "stored")
    print(results.download_results(batch.id).decode().split("\n")[1])
found = batches.look_into_json(made.ImageList(images=[made.ListedImage(url=image)]))
print(found.images, "image to fetch")
try:
    batches.show_batch("nonsense")
except ApiException as refused:
    print(refused.status, made.Problem.from_json(refused.body).code)
client.configuration.api_key["key"] = "im_wrong"
try:
    batches.list_batches()
except ApiException as refused:
    print(made.Problem.from_json(refused.body).code)

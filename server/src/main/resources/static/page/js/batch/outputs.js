/** An image as one of its outputs; an output that could not be made is a failure, whatever became of the others. */
export function shownAs(image, name) {
  const outputs = image.outputs ?? [];
  if (!outputs.length) return image;
  const output = outputs.find((one) => one.name === name) ?? outputs[0];
  if (!output.url) return { ...image, status: "failed" };
  const { url, format, width, height, bytes } = output;
  return { ...image, status: "stored", output_url: url, format, width, height, bytes_out: bytes, bytes_in: image.bytes_in ?? bytes };
}

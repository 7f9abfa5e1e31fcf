// Two pictures as this browser shows them: decoded, turned, brought to sRGB, on white and on black.
const BLOCK = 8;

// Frames that give themselves no time, or hardly any (in microseconds), are shown for a tenth of a second.
const SHORTEST = 10_000;
const UNSAID = 100_000;

// As an <img> shows it: what is damaged at its end, too.
async function painted(url, blob) {
  try {
    return await createImageBitmap(blob);
  } catch {
    const image = new Image();
    await new Promise((done, failed) => {
      image.onload = done;
      image.onerror = () => failed(new Error("not shown"));
      image.src = url;
    });
    return await createImageBitmap(image);
  }
}

async function frames(url) {
  const response = await fetch(url);
  const blob = await response.blob();
  const still = await painted(url, blob);
  const once = { width: still.width, height: still.height, loops: 0, starts: [0], length: 0, at: async () => still };
  const data = await blob.arrayBuffer();
  const decoder = new ImageDecoder({ data, type: blob.type });
  try {
    await decoder.tracks.ready;
    await decoder.completed;
  } catch {
    return once;
  }
  const track = decoder.tracks.selectedTrack;
  const count = track.frameCount;
  if (count < 2) return once;
  const starts = [];
  let length = 0;
  for (let i = 0; i < count; i++) {
    const { image } = await decoder.decode({ frameIndex: i });
    starts.push(length);
    length += image.duration <= SHORTEST ? UNSAID : image.duration;
    image.close();
  }
  return {
    width: still.width, height: still.height,
    loops: track.repetitionCount === Infinity ? -1 : track.repetitionCount,
    starts, length,
    at: async time => {
      const frameIndex = starts.findLastIndex(start => start <= time);
      return (await decoder.decode({ frameIndex })).image;
    },
  };
}

function pixels(picture, width, height, behind) {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (behind) {
    context.fillStyle = behind;
    context.fillRect(0, 0, width, height);
  }
  context.imageSmoothingQuality = "high";
  context.drawImage(picture, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

// Mean error of each channel, and the largest error of a block's mean: what lossy coding hardly changes.
function difference(a, b, width, height) {
  const sums = [0, 0, 0];
  let block = 0;
  for (let top = 0; top < height; top += BLOCK) {
    for (let left = 0; left < width; left += BLOCK) {
      const bottom = Math.min(top + BLOCK, height), right = Math.min(left + BLOCK, width);
      for (let channel = 0; channel < 3; channel++) {
        let signed = 0, sum = 0;
        for (let y = top; y < bottom; y++) {
          for (let x = left; x < right; x++) {
            const at = (y * width + x) * 4 + channel;
            const off = a[at] - b[at];
            signed += off;
            sum += Math.abs(off);
          }
        }
        sums[channel] += sum;
        block = Math.max(block, Math.abs(signed) / ((bottom - top) * (right - left)));
      }
    }
  }
  return { mean: sums.map(sum => sum / (width * height)), block };
}

function alphaDifference(a, b) {
  let sum = 0;
  for (let at = 3; at < a.length; at += 4) sum += Math.abs(a[at] - b[at]);
  return sum / (a.length / 4);
}

async function compare(before, after, smaller) {
  const input = await frames(before);
  const output = await frames(after);
  const result = {
    input: [input.width, input.height, input.starts.length, input.length, input.loops],
    output: [output.width, output.height, output.starts.length, output.length, output.loops],
    mean: [0, 0, 0], block: 0, alpha: 0, worst: 0,
  };
  if (!smaller && (input.width !== output.width || input.height !== output.height)) return result;
  const times = [...new Set([...input.starts, ...output.starts])].sort((a, b) => a - b);
  for (const time of times) {
    const one = await input.at(time), other = await output.at(time);
    const { width, height } = output;
    for (const behind of ["white", "black"]) {
      const found = difference(
        pixels(one, width, height, behind), pixels(other, width, height, behind), width, height);
      if (Math.max(...found.mean) > Math.max(...result.mean)) result.worst = time;
      result.mean = result.mean.map((mean, i) => Math.max(mean, found.mean[i]));
      result.block = Math.max(result.block, found.block);
    }
    result.alpha = Math.max(result.alpha,
      alphaDifference(pixels(one, width, height), pixels(other, width, height)));
    if (one.close && input.starts.length > 1) one.close();
    if (other.close && output.starts.length > 1) other.close();
  }
  return result;
}

// What the browser shows, as a plain PNG in sRGB.
async function shown(url) {
  const picture = await painted(url, await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext("2d").drawImage(picture, 0, 0);
  const png = await canvas.convertToBlob({ type: "image/png" });
  return btoa(Array.from(new Uint8Array(await png.arrayBuffer()), byte => String.fromCharCode(byte)).join(""));
}

#!/bin/sh
# An OCI image layout in one file, made without a daemon and without a registry: a layer of the few Debian packages that Java, PostgreSQL and
# libvips need, a layer of imgmill. "docker load", "podman load" and "skopeo copy oci-archive:FILE ..." read it.
# usage: oci.sh WHOLE OUT VERSION ARCHITECTURE PLATFORM     (WHOLE: the folder that package.sh laid out)
set -eu
whole=$1 out=$2 version=$3 architecture=$4 platform=$5
die() { printf 'imgmill: %s\n' "$*" >&2; exit 1; }
command -v apt-get >/dev/null 2>&1 || die "the image is made of Debian's packages, and there is no apt-get here."

work=$out/oci
chmod -R u+w "$work" 2>/dev/null || true
rm -rf "$work"
mkdir -p "$work/base" "$work/packages" "$work/image/blobs/sha256" "$work/data"

# busybox is the shell that starts decoders and PostgreSQL's initdb, and what imgmill's own launcher calls.
(cd "$work/packages" && apt-get download -qq libc6 libc-bin libgcc-s1 libstdc++6 busybox-static >/dev/null) ||
    die "Debian's packages could not be fetched; \"apt-get update\" may help."
for package in "$work"/packages/*.deb; do
    dpkg-deb -x "$package" "$work/base"
done
rm -rf "$work"/base/usr/share/doc "$work"/base/usr/share/lintian "$work"/base/usr/share/man "$work"/base/usr/share/locale
mkdir -p "$work/base/usr/bin" "$work/base/usr/lib64" "$work/base/tmp" "$work/base/etc" "$work/base/proc" "$work/base/sys" "$work/base/dev"
chmod 1777 "$work/base/tmp"
# Where Debian has merged /usr, its package base-files would bring these links.
for name in lib lib64 bin; do
    if [ -d "$work/base/$name" ] && [ ! -L "$work/base/$name" ]; then
        mkdir -p "$work/base/usr/$name"
        cp -R "$work/base/$name/." "$work/base/usr/$name/"
        rm -rf "${work:?}/base/$name"
    fi
    [ -L "$work/base/$name" ] || ln -s "usr/$name" "$work/base/$name"
done
busybox=/$(cd "$work/base" && find usr/bin -name busybox | head -n 1)
for name in sh cat dirname readlink mkdir ls env id kill; do
    [ -e "$work/base/bin/$name" ] || ln -s "$busybox" "$work/base/bin/$name"
done
printf 'root:x:0:0:root:/:/bin/sh\nimgmill:x:10001:10001:imgmill:/data:/bin/sh\n' >"$work/base/etc/passwd"
printf 'root:x:0:\nimgmill:x:10001:\n' >"$work/base/etc/group"
printf '127.0.0.1 localhost\n::1 localhost\n' >"$work/base/etc/hosts"
printf 'hosts: files dns\npasswd: files\ngroup: files\n' >"$work/base/etc/nsswitch.conf"
cp "$whole/doc/LICENSE" "$whole/doc/THIRD-PARTY.md" "$work/base/"
mkdir -p "$work/opt/opt"
cp -R "$whole" "$work/opt/opt/imgmill"

digest() { sha256sum "$1" | cut -d ' ' -f 1; }
size() { wc -c <"$1" | tr -d ' '; }

# blob FILE: puts it where its digest says, and says that digest.
blob() {
    of=$(digest "$1")
    mv "$1" "$work/image/blobs/sha256/$of"
    printf '%s' "$of"
}

# layer FOLDER OWNER: packs it alike for alike contents; sets diff, the digest unpacked, and packed, that of the blob.
layer() {
    (cd "$1" && find . -mindepth 1 | LC_ALL=C sort |
        tar --no-recursion --owner="$2" --group="$2" --numeric-owner --mtime=@0 -cf "$work/layer.tar" -T -)
    diff=$(digest "$work/layer.tar")
    gzip -6 -n "$work/layer.tar"
    packed=$(blob "$work/layer.tar.gz")
}

diffs=
layers=
add() {
    layer "$1" "$2"
    diffs="$diffs${diffs:+,}\"sha256:$diff\""
    layers="$layers${layers:+,}{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar+gzip\",\"digest\":\"sha256:$packed\",\"size\":$(size "$work/image/blobs/sha256/$packed")}"
}
mkdir -p "$work/data/data"
add "$work/base" 0
add "$work/opt" 0
add "$work/data" 10001

cat >"$work/config.json" <<JSON
{"architecture":"$architecture","os":"linux","config":{"User":"10001:10001","WorkingDir":"/data",
"Env":["PATH=/usr/bin:/bin","SERVER_ADDRESS=0.0.0.0","IMGMILL_DATADIR=/data","IMGMILL_AUTH_ADMINKEY=generate"],
"ExposedPorts":{"8080/tcp":{}},"Volumes":{"/data":{}},"Entrypoint":["/opt/imgmill/bin/imgmill"],"Cmd":["serve"],
"StopSignal":"SIGTERM","Labels":{"org.opencontainers.image.title":"imgmill","org.opencontainers.image.version":"$version","org.opencontainers.image.licenses":"Apache-2.0"}},
"rootfs":{"type":"layers","diff_ids":[$diffs]}}
JSON
config_size=$(size "$work/config.json")
config=$(blob "$work/config.json")
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"sha256:%s","size":%s},"layers":[%s]}' \
    "$config" "$config_size" "$layers" >"$work/manifest.json"
manifest_size=$(size "$work/manifest.json")
manifest=$(blob "$work/manifest.json")
printf '{"imageLayoutVersion":"1.0.0"}' >"$work/image/oci-layout"
printf '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"sha256:%s","size":%s,"platform":{"architecture":"%s","os":"linux"},"annotations":{"org.opencontainers.image.ref.name":"%s","io.containerd.image.name":"docker.io/library/imgmill:%s"}}]}' \
    "$manifest" "$manifest_size" "$architecture" "$version" "$version" >"$work/image/index.json"
archive=$out/imgmill-$version-$platform.oci.tar
(cd "$work/image" && find . -mindepth 1 -type f | LC_ALL=C sort | sed 's,^\./,,' | tar --owner=0 --group=0 --numeric-owner -cf "$archive" -T -)
chmod -R u+w "$work"
rm -rf "$work"
printf 'imgmill: %s  %s MB\n' "$archive" "$(($(size "$archive") / 1000000))" >&2

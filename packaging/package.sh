#!/bin/sh
# What people install, from the executable jar that Maven made: "./imgmill package" calls it. It writes, for the platform it runs on,
#   target/package/imgmill-VERSION.jar                 the executable jar, for who has a Java 25
#   target/package/imgmill-VERSION-PLATFORM.tar.gz     with a Java of its own
#   target/package/imgmill_VERSION_ARCH.deb            the same, with a systemd unit and a user (where dpkg-deb is)
#   target/package/imgmill-VERSION-PLATFORM.oci.tar    an OCI image layout (where apt-get is; "oci" has to be asked for by name)
# usage: package.sh ROOT JDK [jar] [tar] [deb] [oci]
set -eu
root=$1
jdk=$2
shift 2
[ $# -gt 0 ] || set -- jar tar deb

say() { printf 'imgmill: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

version=$(sed -n '/<artifactId>imgmill</,/<version>/s,.*<version>\(.*\)</version>.*,\1,p' "$root/pom.xml")
case $(uname -s)-$(uname -m) in
    Linux-x86_64) platform=linux-x64 architecture=amd64 ;;
    Linux-aarch64) platform=linux-arm64 architecture=arm64 ;;
    Darwin-arm64) platform=macos-arm64 architecture= ;;
    *) die "imgmill is not packaged for $(uname -s) on $(uname -m)." ;;
esac
jar=$root/server/target/imgmill-server-$version-boot.jar
[ -f "$jar" ] || die "there is no $jar; \"./imgmill package\" makes it."
out=$root/target/package
whole=$out/imgmill-$version
tar_limit=170000000

# What jdeps finds, and what only names lead to: encodings of catalogues (jdk.charsets), ZIP file systems, name servers,
# and what docs/operations.md has operators use (jcmd).
modules() {
    found=$("$jdk/bin/jdeps" --ignore-missing-deps --print-module-deps --multi-release 25 --class-path "$1/lib/*" \
        "$1/imgmill.jar" "$1"/lib/*.jar 2>/dev/null | tail -n 1)
    printf '%s\n' "$found,jdk.charsets,jdk.zipfs,jdk.naming.dns,jdk.jcmd,jdk.jfr,jdk.management"
}

# The folder that the archive, the .deb and the image hold.
lay_out() {
    [ ! -e "$whole" ] || chmod -R u+w "$whole"
    rm -rf "$whole"
    mkdir -p "$whole/bin" "$whole/share/man/man1" "$whole/share/bash-completion/completions" "$whole/doc"
    "$jdk/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$whole/lib" >/dev/null
    mv "$whole/lib/imgmill-server-$version-boot.jar" "$whole/lib/imgmill.jar"
    cp "$root/packaging/jvm.options" "$whole/lib/"
    "$jdk/bin/java" -cp "$whole/lib/imgmill.jar" org.imgmill.postgres.PostgresBinaries "$whole/lib/postgres"
    "$jdk/bin/java" -cp "$whole/lib/imgmill.jar" org.imgmill.transcode.pool.Unpacked "$whole/lib/transcode"
    "$jdk/bin/jlink" --add-modules "$(modules "$whole/lib")" --strip-debug --no-header-files --no-man-pages \
        --output "$whole/java"
    sed "s/@version@/$version/" "$root/packaging/bin/imgmill" >"$whole/bin/imgmill"
    chmod 755 "$whole/bin/imgmill"
    "$whole/java/bin/java" -jar "$whole/lib/imgmill.jar" man >"$whole/share/man/man1/imgmill.1"
    "$whole/java/bin/java" -jar "$whole/lib/imgmill.jar" completion >"$whole/share/bash-completion/completions/imgmill"
    cp "$root/LICENSE" "$root/THIRD-PARTY.md" "$root/README.md" "$root/CHANGELOG.md" "$whole/doc/"
    chmod -R go=u-w "$whole"
}

size() { wc -c <"$1" | tr -d ' '; }

state() { say "$(printf '%s  %s MB' "$1" "$(($(size "$1") / 1000000))")"; }

make_tar() {
    archive=$out/imgmill-$version-$platform.tar.gz
    # Alike for alike contents: the names in order, nobody's in particular.
    (cd "$out" && find "imgmill-$version" | LC_ALL=C sort |
        tar --no-recursion --owner=0 --group=0 --numeric-owner -cf - -T -) | gzip -6 -n >"$archive"
    state "$archive"
    [ "$(size "$archive")" -le $tar_limit ] || die "$archive is larger than $((tar_limit / 1000000)) MB."
}

make_deb() {
    command -v dpkg-deb >/dev/null 2>&1 || { say "no dpkg-deb here, so no .deb is made."; return; }
    tree=$out/deb
    rm -rf "$tree"
    mkdir -p "$tree/DEBIAN" "$tree/usr/lib/systemd/system" "$tree/usr/bin" "$tree/usr/share/man/man1" \
        "$tree/usr/share/bash-completion/completions" "$tree/usr/share/doc/imgmill" "$tree/etc"
    cp -R "$whole" "$tree/usr/lib/imgmill"
    mv "$tree/usr/lib/imgmill/share/bash-completion/completions/imgmill" "$tree/usr/share/bash-completion/completions/"
    gzip -9 -n <"$tree/usr/lib/imgmill/share/man/man1/imgmill.1" >"$tree/usr/share/man/man1/imgmill.1.gz"
    mv "$tree/usr/lib/imgmill/doc"/* "$tree/usr/share/doc/imgmill/"
    mv "$tree/usr/share/doc/imgmill/LICENSE" "$tree/usr/share/doc/imgmill/copyright"
    rm -r "$tree/usr/lib/imgmill/share" "$tree/usr/lib/imgmill/doc"
    ln -s ../lib/imgmill/bin/imgmill "$tree/usr/bin/imgmill"
    sed -e '/^# systemd unit/,/^# (/d' -e 's,^ExecStart=.*,ExecStart=/usr/bin/imgmill serve --imgmill.data-dir=/var/lib/imgmill,' \
        -e 's,^StateDirectory=.*,&\nCacheDirectory=imgmill\nEnvironment=IMGMILL_CACHE=/var/cache/imgmill,' \
        "$root/packaging/imgmill.service" >"$tree/usr/lib/systemd/system/imgmill.service"
    cp "$root/packaging/deb/imgmill.env" "$tree/etc/imgmill.env"
    for file in postinst prerm postrm; do
        cp "$root/packaging/deb/$file" "$tree/DEBIAN/"
        chmod 755 "$tree/DEBIAN/$file"
    done
    echo /etc/imgmill.env >"$tree/DEBIAN/conffiles"
    sed -e "s/@version@/$version/" -e "s/@architecture@/$architecture/" \
        -e "s/@installed@/$(du -sk "$tree" | cut -f 1)/" "$root/packaging/deb/control" >"$tree/DEBIAN/control"
    package=$out/imgmill_${version}_$architecture.deb
    dpkg-deb --root-owner-group -Zgzip --build "$tree" "$package" >/dev/null
    chmod -R u+w "$tree"
    rm -rf "$tree"
    state "$package"
}

mkdir -p "$out"
for what in "$@"; do
    case $what in
        jar)
            cp "$jar" "$out/imgmill-$version.jar"
            state "$out/imgmill-$version.jar"
            ;;
        tar | deb | oci)
            if [ -z "${laid_out:-}" ]; then
                lay_out
                laid_out=yes
            fi
            case $what in
                tar) make_tar ;;
                deb) make_deb ;;
                oci) sh "$root/packaging/oci.sh" "$whole" "$out" "$version" "$architecture" "$platform" ;;
            esac
            ;;
        *) die "there is no package '$what'; there are: jar tar deb oci." ;;
    esac
done

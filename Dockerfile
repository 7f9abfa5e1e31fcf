# docker build -t imgmill .        (for the platform it is built on)
FROM eclipse-temurin:25.0.3_9-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven npm && rm -rf /var/lib/apt/lists/*
WORKDIR /imgmill
COPY . .
RUN ./imgmill build && mv .imgmill/app-* /app && rm -f /app/imgmill.aot

FROM eclipse-temurin:25.0.3_9-jre
RUN useradd --system --uid 10001 --home-dir /data imgmill \
    && install -d -o imgmill -g imgmill /data /rehearsed
COPY --from=build /app /app
COPY LICENSE THIRD-PARTY.md /app/
USER imgmill
WORKDIR /data
# The AOT cache is made by the Java that will read it; without it the start takes a second longer.
RUN java @/app/jvm.options -XX:AOTCacheOutput=/rehearsed/imgmill.aot -Dimgmill.postgres.programs=/app/postgres \
    -Dimgmill.transcode.parts=/app/transcode -jar /app/imgmill.jar \
    demo --exit --server.port=0 --imgmill.data-dir=/tmp/rehearsal && rm -rf /tmp/rehearsal
VOLUME /data
EXPOSE 8080
# The first start makes an admin key and shows it in the log, once; or set IMGMILL_AUTH_ADMINKEY to one of yours.
ENV SERVER_ADDRESS=0.0.0.0 IMGMILL_DATADIR=/data IMGMILL_AUTH_ADMINKEY=generate
# /app, and with it libvips and what decoders are made of, belongs to root: the server cannot change it.
# Runs with a read-only root file system and without any privilege; decoders confine themselves further (docs/operations.md):
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges -v imgmill:/data
# Ask /actuator/health/readiness whether it takes requests.
ENTRYPOINT ["java", "@/app/jvm.options", "-XX:AOTCache=/rehearsed/imgmill.aot", \
    "-Dimgmill.postgres.programs=/app/postgres", "-Dimgmill.transcode.parts=/app/transcode", "-jar", "/app/imgmill.jar"]

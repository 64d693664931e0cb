# syntax=docker/dockerfile:1
# The freshet command in an image. glibc base: libtorch needs it.

FROM maven:3.9-eclipse-temurin-17 AS build
# pytorch-native-cpu, or pytorch-native-cu128 for NVIDIA GPUs.
ARG PYTORCH_NATIVE=pytorch-native-cpu
ENV OPT_OUT_TRACKING=true DJL_CACHE_DIR=/opt/freshet/djl
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2,sharing=locked \
    mvn -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true -Dpytorch.native="$PYTORCH_NATIVE" \
        -pl cli -am package \
    && install -D -m 755 freshet /opt/freshet/freshet \
    && install -D -m 755 docker/healthy /opt/freshet/healthy \
    && mkdir /opt/freshet/lib \
    && tr ':' '\n' < cli/target/classpath | xargs cp -t /opt/freshet/lib cli/target/freshet-cli-*.jar
# Natives are unpacked once, here, and not at the first start of every container.
RUN java -Dai.djl.offline=true -cp '/opt/freshet/lib/*' docker/UnpackNatives.java

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/freshet freshet
COPY --from=build /opt/freshet /opt/freshet
ENV PATH=/opt/freshet:$PATH \
    DJL_CACHE_DIR=/opt/freshet/djl \
    FRESHET_HEALTH_HOST=0.0.0.0 \
    FRESHET_STATE_DIR=/var/lib/freshet/state \
    OPT_OUT_TRACKING=true
USER freshet
WORKDIR /var/lib/freshet
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=10m --retries=6 CMD ["/opt/freshet/healthy"]
ENTRYPOINT ["/opt/freshet/freshet"]
CMD ["--help"]

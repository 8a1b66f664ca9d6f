FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /source
COPY . .
RUN mvn -q -Dquick package

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --no-create-home sluice \
    && install -d -o sluice -g sluice /out /scratch /state
COPY sluice LICENSE NOTICE /opt/sluice/
COPY --from=build /source/recommender/target/sluice.jar /opt/sluice/lib/sluice.jar
# The native libraries of zstd and RocksDB are unpacked here; in a read-only container mount a tmpfs that allows exec.
ENV TMPDIR=/scratch
USER 10001
WORKDIR /out
ENTRYPOINT ["/opt/sluice/sluice"]
CMD ["help"]

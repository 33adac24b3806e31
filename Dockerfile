# ./mvnw package makes the jar; nothing is downloaded in here. A release names both by their digests.
ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

FROM ${JDK} AS parts
WORKDIR /parts
COPY target/session-kill-gateway.jar gateway.jar
RUN java -Djarmode=tools -jar gateway.jar extract --layers --destination layers
# SQLite would unpack its library at every start, into a /tmp from which nothing may be run.
RUN cd layers/dependencies && jar xf lib/sqlite-jdbc-*.jar org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so \
    && mkdir -p /parts/native && mv org/sqlite/native/Linux/*/libsqlitejdbc.so /parts/native/ && rm -r org
COPY src/main/docker/Training.java .
RUN javac -d training Training.java && mkdir data

FROM ${JRE} AS gateway
COPY --from=parts /parts/native/ /app/native/
COPY --from=parts /parts/layers/dependencies/ /app/
COPY --from=parts /parts/layers/snapshot-dependencies/ /app/
COPY --from=parts /parts/layers/application/ /app/
COPY --from=parts --chown=10001:10001 /parts/data/ /data/
USER 10001:10001

# The cache counts only for a JVM with the same collector, object headers and class path, so those are
# not left to JAVA_TOOL_OPTIONS.
FROM gateway AS trained
COPY --from=parts /parts/training/ /training/
RUN ["java", "-cp", "/training", "Training", \
    "java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:AOTCacheOutput=/tmp/gateway.aot", \
    "--enable-native-access=ALL-UNNAMED", "-Dorg.sqlite.lib.path=/app/native", "-jar", "/app/gateway.jar", \
    "--spring.profiles.active=sandbox", "--spring.datasource.url=jdbc:sqlite:/tmp/training/gateway.db"]

FROM gateway
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Session Kill Gateway" \
      org.opencontainers.image.description="Ends runaway MySQL sessions on Tencent Cloud: the right one, under the vendor's limit, on the record." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=trained --chown=0:0 /tmp/gateway.aot /app/gateway.aot
ENV JAVA_TOOL_OPTIONS="-Xms64m -Xmx512m -XX:MaxDirectMemorySize=32m -XX:+ExitOnOutOfMemoryError"
# The database is data/gateway.db, seen from here.
WORKDIR /
VOLUME /data
EXPOSE 8080 9090
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:AOTCache=/app/gateway.aot", \
    "--enable-native-access=ALL-UNNAMED", "-Dorg.sqlite.lib.path=/app/native", "-jar", "/app/gateway.jar"]

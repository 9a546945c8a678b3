package io.anteroom.readmodel;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the mirror of the log is.
 *
 * @param url {@code redis://host:port} or, with TLS, {@code rediss://host:port}
 */
@ConfigurationProperties("anteroom.redis")
public record ReadModelSettings(@DefaultValue("redis://localhost:6379") URI url) {}

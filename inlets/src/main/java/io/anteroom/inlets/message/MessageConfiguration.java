package io.anteroom.inlets.message;

import org.springframework.context.annotation.Configuration;

/** The ways by which messages come in. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {}

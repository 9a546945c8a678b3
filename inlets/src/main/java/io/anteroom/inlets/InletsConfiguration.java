package io.anteroom.inlets;

import io.anteroom.edge.EdgeSettings;
import io.anteroom.eventlog.LogSettings;
import io.anteroom.inlets.alarm.AlarmConfiguration;
import io.anteroom.inlets.message.MessageConfiguration;
import io.anteroom.inlets.plan.InletsSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The service without its ports. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({EdgeSettings.class, InletsSettings.class, LogSettings.class})
@Import({AlarmConfiguration.class, MessageConfiguration.class})
public class InletsConfiguration {}

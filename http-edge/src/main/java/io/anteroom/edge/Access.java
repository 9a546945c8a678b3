package io.anteroom.edge;

/** Who may call an endpoint. */
sealed interface Access permits PublicAccess, PrivateAccess {}

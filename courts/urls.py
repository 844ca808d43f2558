"""Pages of courts and people."""

from django.urls import path

from courts.views import (
    calendar,
    events,
    imports,
    own,
    parameters,
    posts,
    roles,
    signing,
    users,
)

app_name = "courts"

urlpatterns = [
    path("login/", signing.Login.as_view(), name="login"),
    path("logout/", signing.Logout.as_view(), name="logout"),
    path("password/", signing.PasswordChange.as_view(), name="password_change"),
    path("settings/", own.settings, name="settings"),
    path("settings/sessions/end/", own.sessions_end, name="sessions_end"),
    path("settings/sessions/<int:pk>/end/", own.sessions_end, name="session_end"),
    path("users/", users.user_list, name="user_list"),
    path("users/export/", users.user_export, name="user_export"),
    path("users/new/", users.user_create, name="user_create"),
    path("users/<int:pk>/", users.user_detail, name="user_detail"),
    path("users/<int:pk>/edit/", users.user_edit, name="user_edit"),
    path("users/<int:pk>/deactivate/", users.user_deactivate, name="user_deactivate"),
    path("users/<int:pk>/reactivate/", users.user_reactivate, name="user_reactivate"),
    path("users/<int:pk>/password/", users.user_password, name="user_password"),
    path("users/<int:pk>/unlock/", users.user_unlock, name="user_unlock"),
    path("users/<int:pk>/posts/add/", posts.post_add, name="post_add"),
    path("users/<int:pk>/posts/<int:post>/end/", posts.post_end, name="post_end"),
    path(
        "users/<int:pk>/posts/<int:post>/substitute/",
        posts.substitution_add,
        name="substitution_add",
    ),
    path(
        "users/<int:pk>/substitutions/<int:substitution>/end/",
        posts.substitution_end,
        name="substitution_end",
    ),
    path("users/import/", imports.user_import, name="user_import"),
    path("users/import/<uuid:file>/", imports.import_preview, name="import_preview"),
    path("users/import/<uuid:file>/apply/", imports.import_apply, name="import_apply"),
    path("users/import/jobs/<uuid:pk>/", imports.import_job, name="import_job"),
    path("users/import/jobs/<uuid:pk>/passwords/", imports.passwords, name="import_passwords"),
    path("permissions/", roles.permission_matrix, name="permission_matrix"),
    path("permissions/change/", roles.permission_change, name="permission_change"),
    path("permissions/reset/", roles.permission_reset, name="permission_reset"),
    path("calendar/", calendar.calendar_year, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar_year, name="calendar_year"),
    path("calendar/import/", calendar.calendar_import, name="calendar_import"),
    path("calendar/import/<uuid:pk>/", calendar.calendar_job, name="calendar_job"),
    path("calendar/import/<uuid:pk>/apply/", calendar.calendar_apply, name="calendar_apply"),
    path("parameters/", parameters.parameter_list, name="parameter_list"),
    path("parameters/<str:code>/", parameters.parameter_detail, name="parameter_detail"),
    path(
        "parameters/<str:code>/<int:pk>/withdraw/",
        parameters.parameter_withdraw,
        name="parameter_withdraw",
    ),
    path("audit/", events.event_list, name="event_list"),
    path("audit/export/", events.event_export, name="event_export"),
    path("audit/chain/", events.chain_check, name="chain_check"),
    path("audit/chain/<uuid:pk>/", events.chain_job, name="chain_job"),
]

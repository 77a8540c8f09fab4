@echo off
chcp 65001 >nul
rem Bấm đúp để làm biểu mẫu Excel cho mọi đơn vị. Đặt tệp này cạnh thư mục "data".
setlocal
cd /d "%~dp0"
call ttdt --version >nul 2>nul
if errorlevel 1 goto missing

set PERIOD=
set /p PERIOD=Kỳ báo cáo (ví dụ Q3 hoặc 2024-09), rồi bấm Enter: 
if not defined PERIOD goto end
set "PERIOD=%PERIOD:"=%"
call ttdt template --period "%PERIOD%" --output "bieu-mau"
if errorlevel 1 goto end
echo.
echo Biểu mẫu nằm trong thư mục "bieu-mau". Gửi cho các đơn vị; biểu đã điền thì đặt vào thư mục "bieu-nhan".
if not exist "bieu-nhan" mkdir "bieu-nhan"
goto end

:missing
echo Máy chưa có ttdt. Cách cài: xem mục "Cài đặt trên Windows" trong hướng dẫn.

:end
echo.
pause
